import type { Failure, Reply } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { forecastGroup } from '../../graph-runtime/estimate/group-speed';
import { analyze } from '../../graph-runtime/infer/analyze';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import { datasetRoots } from '../data/dataset-roots';
import { connectGroup, findTargets, THIS_MACHINE } from '../remote/group-machines';
import { trainerPackage } from '../remote/trainer-package';
import { TrainingGroup } from '../remote/training-group';
import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';
import { UsageError } from './arguments';
import type { Output } from './output';
import { terminalFailure } from './terminal-failure';
import { reportTime } from './time-report';
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
  if (!(await isWorthTheirWhile(names, command, { line, anyway }, output))) return giveUp(null);
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

/** Says how much faster it will be; false where that is too little. Processes on this machine share its cores: of them nothing is said. */
async function isWorthTheirWhile(
  names: readonly string[],
  { document, limit }: TrainCommand,
  { line = 1, anyway }: ForecastOptions,
  output: Output,
): Promise<boolean> {
  const analysis = analyze(document);
  const time = await reportTime(analysis, limit);
  if (time === null || names.includes(THIS_MACHINE)) return true;
  const machines = names.length + 1;
  const { stepSeconds } = time;
  const { trainableParameters } = analysis.cost;
  const forecast = forecastGroup({ trainableParameters, stepSeconds, machines, line });
  const { factor, sumSeconds, gradientBytes, isWorthwhile } = forecast;
  const [step, sum] = [stepSeconds, sumSeconds].map((seconds) => `${Math.ceil(1000 * seconds)} ms`);
  output.note(
    `${machines} machines: about ${factor.toFixed(1)} times as fast as one (a step takes ${step} on one like this; summing ${formatBytes(gradientBytes, 'en')} of gradients over ${line} Gb/s ${sum}).`,
  );
  if (isWorthwhile || anyway) return true;
  output.note(
    'That is not worth it. Larger batches make it better; --line gives another speed, --anyway trains nevertheless.',
  );
  return false;
}

interface ForecastOptions {
  /** Gb/s. */
  readonly line?: number | undefined;
  readonly anyway: boolean;
}

interface Listeners {
  readonly onMessage: (message: TrainerMessage) => void;
  readonly onInterrupt: () => void;
}
