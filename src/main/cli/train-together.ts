import type { Failure, Reply } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import { datasetRoots } from '../data/dataset-roots';
import { connectGroup, findTargets, THIS_MACHINE } from '../remote/group-machines';
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
  // Before anything is forecast.
  const targets = await findTargets(names);
  if (!targets.ok) return giveUp(targets.error);
  // Processes on this machine share its cores: of them nothing is said.
  const isForecast = !names.includes(THIS_MACHINE);
  if (isForecast && !(await isWorthTheirWhile(names.length + 1, command, { line, anyway }, output)))
    return giveUp(null);
  const group = await openGroup(names, command.document.dataset.id, output);
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

async function openGroup(
  names: readonly string[],
  datasetId: string,
  output: Output,
): Promise<Reply<TrainingGroup>> {
  const datasets = datasetRoots(__dirname);
  const trainer = () => trainerPackage(__dirname);
  const machines = await connectGroup({ names, datasetId, datasets, trainer });
  if (!machines.ok) return machines;
  return TrainingGroup.open(machines.value, {
    onSendDataset: (name, bytes) =>
      output.note(`Sending the data set ${datasetId} to ${name} (${formatBytes(bytes, 'en')}) …`),
  });
}

interface Listeners {
  readonly onMessage: (message: TrainerMessage) => void;
  readonly onInterrupt: () => void;
}
