import type { Failure } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { GIGABIT } from '../../graph-runtime/estimate/group-speed';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import { datasetRoots } from '../data/dataset-roots';
import { closeMachines, connectGroup, type GroupMachine, THIS_MACHINE } from '../remote/group-machines';
import { measureLine } from '../remote/measure-line';
import { trainerPackage } from '../remote/trainer-package';
import { TrainingGroup } from '../remote/training-group';
import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';
import { UsageError } from './arguments';
import { type ForecastOptions, isWorthTheirWhile } from './group-forecast';
import type { Output } from './output';
import { terminalFailure } from './terminal-failure';
import { endTrainerAhead } from './trainer-ahead';
import { type JobResult, runTrainerJob } from './trainer-job';

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

/** The names that `--with` was given. @throws UsageError where they cannot be used */
export function namesOf({
  with: given,
  'closed-network': isClosed,
  on,
  replicas,
}: {
  readonly with?: string | undefined;
  readonly 'closed-network': boolean;
  readonly on?: string | undefined;
  readonly replicas?: unknown;
}): readonly string[] | null {
  if (given === undefined) {
    if (isClosed) throw new UsageError('--closed-network goes with --with.');
    return null;
  }
  if (on !== undefined) throw new UsageError('--with trains here and on other machines; leave --on away.');
  if (replicas !== undefined)
    throw new UsageError('--with says the number of replicas; leave --replicas away.');
  const names = given.split(',').map((name) => name.trim());
  if (names.some((name) => name === ''))
    throw new UsageError('--with takes names, with commas between them.');
  if (!isClosed) {
    throw new UsageError(
      'Machines that train together run TensorFlow’s server, which has no password and no encryption and listens at every address of each machine: whoever reaches it can run anything there. Do this only in a closed network of machines and people you trust, and say so with --closed-network.',
    );
  }
  return names;
}

/** Trains in a group with other machines. Null: it could not begin, and why has been said. */
export async function trainTogether(
  names: readonly string[],
  { command, line, anyway }: { readonly command: TrainCommand } & ForecastOptions,
  { onMessage, onInterrupt }: Listeners,
  output: Output,
): Promise<JobResult | null> {
  const giveUp = (failed: Failure | null) => {
    if (failed !== null) output.note(terminalFailure(failed));
    endTrainerAhead();
    return null;
  };
  const datasetId = command.document.dataset.id;
  const places = { datasets: datasetRoots(__dirname), trainer: () => trainerPackage(__dirname) };
  const machines = await connectGroup({ names, datasetId, ...places });
  if (!machines.ok) return giveUp(machines.error);
  // Processes on this machine share its cores: of them nothing is said.
  if (!names.includes(THIS_MACHINE)) {
    const forecast = { line: line ?? (await slowestLine(machines.value)), anyway };
    if (!(await isWorthTheirWhile(names.length + 1, command, forecast, output))) {
      await closeMachines(machines.value);
      return giveUp(null);
    }
  }
  const group = await TrainingGroup.open(machines.value, {
    onSendDataset: (name, bytes) =>
      output.note(`Sending the data set ${datasetId} to ${name} (${formatBytes(bytes, 'en')}) …`),
  });
  if (!group.ok) return giveUp(group.error);
  const onLost = (call: () => void) =>
    group.value.onLost(({ name, failure: reason }) => {
      output.note(terminalFailure(failure('replica-ended', { name })));
      // That others are gone is what each of them says.
      if (reason !== null && reason.code !== 'replica-lost') output.note(terminalFailure(reason));
      call();
    });
  try {
    return await runTrainerJob(await group.value.begin(command), onMessage, onInterrupt, { onLost });
  } finally {
    await group.value.close();
  }
}

/** Of the lines to all of them, in Gb/s. */
async function slowestLine(machines: readonly GroupMachine[]): Promise<number | undefined> {
  const measured: number[] = [];
  for (const { there } of machines) {
    const bits = there === null ? null : await measureLine(there.connection);
    if (bits !== null) measured.push(bits / GIGABIT);
  }
  return measured.length === 0 ? undefined : Math.min(...measured);
}

interface Listeners {
  readonly onMessage: (message: TrainerMessage) => void;
  readonly onInterrupt: () => void;
}
