import { failure } from '../../../contract/failures';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import type { OpGraph } from '../../../graph-runtime/ops/op-graph';
import { isClosedAddress, ownOpenAddress } from '../../machine/closed-address';
import { NativeSession } from '../engine/native-session';
import { SessionConfigIgnoredError, SessionConfigRefusedError } from '../engine/session-config';
import type { Engine } from '../engine/tensorflow';
import type { ReplicaGroup } from '../protocol/replica-group';
import { RunFailure } from '../protocol/trainer-failure';

type DeviceSettings = Pick<TrainingSettings, 'device' | 'replicas'>;

/**
 * Opens a session on the devices that the settings ask for, or in a group of processes.
 *
 * @throws RunFailure `replicas-exceed-cards`, `replicas-not-available`, or why the process cannot be one of a group
 */
export async function openSession(
  graph: OpGraph,
  engine: Engine,
  settings: DeviceSettings,
  group?: ReplicaGroup,
): Promise<NativeSession> {
  if (group === undefined) requireCards(engine, settings);
  else requireClosedNetwork(group, engine, settings);
  try {
    return await NativeSession.create(graph, settings.device, group);
  } catch (error) {
    if (error instanceof SessionConfigIgnoredError) throw new RunFailure(failure('replicas-not-available'));
    if (error instanceof SessionConfigRefusedError) {
      throw new RunFailure(failure('group-not-joined', {}, { detail: error.message }));
    }
    throw error;
  }
}

function isForCards(engine: Engine, { device }: DeviceSettings): boolean {
  return engine.device.kind === 'gpu' && device !== 'cpu';
}

function requireCards(engine: Engine, settings: DeviceSettings): void {
  const { replicas = 1 } = settings;
  const found = engine.cards.length;
  if (isForCards(engine, settings) && replicas > 1 && replicas > found)
    throw new RunFailure(failure('replicas-exceed-cards', { wanted: replicas, found }));
}

/** TensorFlow's server listens at every address of the machine, whichever the others are given. */
function requireClosedNetwork({ addresses }: ReplicaGroup, engine: Engine, settings: DeviceSettings): void {
  if (isForCards(engine, settings)) throw new RunFailure(failure('group-on-cards'));
  const open = addresses.map(hostOf).find((address) => !isClosedAddress(address)) ?? ownOpenAddress();
  if (open !== null) throw new RunFailure(failure('group-address-public', { address: open }));
}

function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(':'));
}
