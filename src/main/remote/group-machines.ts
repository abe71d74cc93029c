import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { type FoundDataset, findDataset } from '../data/dataset-catalog';
import type { DatasetRoots } from '../data/dataset-roots';
import { ownOpenAddress } from '../machine/closed-address';
import { connectMachine } from './connect-machine';
import type { RemoteTarget } from './remote-target';
import { slurmNode } from './slurm-nodes';
import type { SshConnection } from './ssh-connection';
import type { AskUser } from './ssh-questions';
import { findTarget } from './target-store';
import type { TrainerPackage } from './trainer-package';

/** The name of a further process on this machine. */
export const THIS_MACHINE = 'here';

/** A machine of a group, before its process has started: connected, with the trainer of this version. */
export interface GroupMachine {
  readonly name: string;
  /** Null: a further process on this machine, or on a node of the job of Slurm in which this process runs. */
  readonly there: {
    readonly connection: SshConnection;
    readonly target: RemoteTarget;
    readonly dataset: FoundDataset;
    readonly version: string;
  } | null;
}

export interface GroupOptions {
  /** Of machines, `THIS_MACHINE`, or nodes of the job (`slurm:NODE`). */
  readonly names: readonly string[];
  readonly datasetId: string;
  readonly datasets: DatasetRoots;
  /** What is installed on a machine that trains. */
  readonly trainer: () => Promise<Reply<TrainerPackage>>;
  /** Asks in a window what ssh wants to know of a host; absent: ssh asks in its terminal. */
  readonly ask?: (host: string) => AskUser;
  /** Gives up. */
  readonly signal?: AbortSignal;
}

/** The machines of these names, without `THIS_MACHINE` and nodes of a job: fails for a name of none, and for one that cannot be of a group. */
async function findTargets(names: readonly string[]): Promise<Reply<readonly RemoteTarget[]>> {
  const targets: RemoteTarget[] = [];
  for (const name of names.filter((one) => one !== THIS_MACHINE && slurmNode(one) === null)) {
    const target = await findTarget(name);
    if (!target.ok) return target;
    if (target.value.kind === 'slurm') return failed(failure('replica-by-slurm', { name }));
    targets.push(target.value);
  }
  return success(targets);
}

/** Connects to the machines of a group, and sees to it that they can train. Nothing there is changed. */
export async function connectGroup(options: GroupOptions): Promise<Reply<readonly GroupMachine[]>> {
  const address = ownOpenAddress();
  if (address !== null) return failed(failure('group-address-public', { address }));
  const targets = await findTargets(options.names);
  if (!targets.ok) return targets;
  const machines: GroupMachine[] = [];
  for (const name of options.names) {
    const target = targets.value.find((one) => one.name === name) ?? null;
    const machine = target === null ? success({ name, there: null }) : await connect(target, options);
    if (!machine.ok) {
      await closeMachines(machines);
      return machine;
    }
    machines.push(machine.value);
  }
  return success(machines);
}

export async function closeMachines(machines: readonly GroupMachine[]): Promise<void> {
  await Promise.all(machines.map(({ there }) => there?.connection.close()));
}

async function connect(
  target: RemoteTarget,
  { datasetId, datasets, trainer: packed, ask, signal }: GroupOptions,
): Promise<Reply<GroupMachine>> {
  const { name, host } = target;
  const dataset = await findDataset(datasets, datasetId);
  if (!dataset.ok) return dataset;
  const trainer = await packed();
  if (!trainer.ok) return trainer;
  const { version } = trainer.value;
  const isGivenUp = () => signal?.aborted === true;
  // What it failed at when it was given up is nobody's business.
  if (isGivenUp()) return failed(failure('remote-canceled', { host }));
  const opened = await connectMachine(target, version, {
    ...(ask !== undefined && { ask: ask(host) }),
    ...(signal !== undefined && { signal }),
  });
  if (isGivenUp()) {
    if (opened.ok) await opened.value.close();
    return failed(failure('remote-canceled', { host }));
  }
  if (!opened.ok) return opened;
  return success({ name, there: { connection: opened.value, target, dataset: dataset.value, version } });
}
