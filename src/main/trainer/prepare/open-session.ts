import { failure } from '../../../contract/failures';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import type { OpGraph } from '../../../graph-runtime/ops/op-graph';
import { NativeSession } from '../engine/native-session';
import { SessionConfigIgnoredError } from '../engine/session-config';
import type { Engine } from '../engine/tensorflow';
import { RunFailure } from '../protocol/trainer-failure';

/**
 * Opens a session on the devices that the settings ask for.
 *
 * @throws RunFailure `replicas-exceed-cards` or `replicas-not-available`
 */
export async function openSession(
  graph: OpGraph,
  engine: Engine,
  { device, replicas = 1 }: Pick<TrainingSettings, 'device' | 'replicas'>,
): Promise<NativeSession> {
  const isForCards = engine.device.kind === 'gpu' && device !== 'cpu';
  const found = engine.cards.length;
  if (isForCards && replicas > 1 && replicas > found)
    throw new RunFailure(failure('replicas-exceed-cards', { wanted: replicas, found }));
  try {
    return await NativeSession.create(graph, device);
  } catch (error) {
    if (error instanceof SessionConfigIgnoredError) throw new RunFailure(failure('replicas-not-available'));
    throw error;
  }
}
