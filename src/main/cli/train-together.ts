import type { Failure } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { groupSpeed } from '../../graph-runtime/estimate/group-speed';
import { analyze } from '../../graph-runtime/infer/analyze';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import { datasetRoots } from '../data/dataset-roots';
import { findTarget } from '../remote/target-store';
import { trainerPackage } from '../remote/trainer-package';
import { THIS_MACHINE, TrainingGroup } from '../remote/training-group';
import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';
import { readNewestCheckpoint } from '../trainer/checkpoints/checkpoint-store';
import { UsageError } from './arguments';
import type { Output } from './output';
import { terminalFailure } from './terminal-failure';
import { reportTime } from './time-report';
import { endTrainerAhead } from './trainer-ahead';
import { type JobResult, runTrainerJob } from './trainer-job';

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

/** How many times as fast machines together have to be. */
const WORTHWHILE = 1.2;
const FLOAT_BYTES = 4;
const GIGABIT = 1e9;

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

/** The network with a replica for each machine. */
export function asReplicas(document: NetloomDocument, names: readonly string[] | null): NetloomDocument {
  if (names === null) return document;
  return { ...document, training: { ...document.training, replicas: names.length + 1 } };
}

/** Trains in a group with other machines. Null: it could not begin, and why has been said. */
export async function trainTogether(
  names: readonly string[],
  { command, line, anyway }: { readonly command: TrainCommand } & ForecastOptions,
  { onMessage, onInterrupt }: Listeners,
  output: Output,
): Promise<JobResult | null> {
  const unknown = await unknownOf(names);
  if (unknown !== null) output.note(terminalFailure(unknown));
  if (unknown !== null || !(await isWorthwhile(names, command, { line, anyway }, output))) {
    endTrainerAhead();
    return null;
  }
  const datasetId = command.document.dataset.id;
  const group = await TrainingGroup.open({
    ...{ names, datasetId, datasets: datasetRoots(__dirname), trainer: () => trainerPackage(__dirname) },
    onSendDataset: (name, bytes) =>
      output.note(`Sending the data set ${datasetId} to ${name} (${formatBytes(bytes, 'en')}) …`),
  });
  if (!group.ok) {
    endTrainerAhead();
    output.note(terminalFailure(group.error));
    return null;
  }
  const onLost = (call: () => void) =>
    group.value.onLost(({ name, failure: reason }) => {
      output.note(terminalFailure(failure('replica-ended', { name })));
      // That others are gone is what each of them says.
      if (reason !== null && reason.code !== 'replica-lost') output.note(terminalFailure(reason));
      call();
    });
  const limit = await limitOf(command);
  const begun = group.value.begin({ ...command, ...(limit !== null && { limit }) });
  try {
    return await runTrainerJob(begun, onMessage, onInterrupt, { onLost });
  } finally {
    await group.value.close();
  }
}

/** Before anything is forecast: why one of the names is of no machine; null: all are. */
async function unknownOf(names: readonly string[]): Promise<Failure | null> {
  for (const name of names) {
    const target = name === THIS_MACHINE ? null : await findTarget(name);
    if (target !== null && !target.ok) return target.error;
  }
  return null;
}

/** All take the same examples: those of the run that is resumed. */
async function limitOf({ limit, resume, runDirectory }: TrainCommand): Promise<number | null> {
  if (limit !== undefined) return limit;
  if (resume !== true || runDirectory === undefined) return null;
  const read = await readNewestCheckpoint(runDirectory);
  return read.ok ? read.value.checkpoint.state.identity.limit : null;
}

/** Says how much faster it will be; false where that is too little. Processes on this machine share its cores: of them nothing is said. */
async function isWorthwhile(
  names: readonly string[],
  { document, limit }: TrainCommand,
  { line = 1, anyway }: ForecastOptions,
  output: Output,
): Promise<boolean> {
  const analysis = analyze(document);
  const time = await reportTime(analysis, limit);
  if (time === null || names.includes(THIS_MACHINE)) return true;
  const gradientBytes = FLOAT_BYTES * analysis.cost.trainableParameters;
  const machines = names.length + 1;
  const work = { stepSeconds: time.stepSeconds, gradientBytes, machines, lineBits: line * GIGABIT };
  const { factor, sumSeconds } = groupSpeed(work);
  const [step, sum] = [time.stepSeconds, sumSeconds].map((seconds) => `${Math.ceil(1000 * seconds)} ms`);
  output.note(
    `${machines} machines: about ${factor.toFixed(1)} times as fast as one (a step takes ${step} on one like this; summing ${formatBytes(gradientBytes, 'en')} of gradients over ${line} Gb/s ${sum}).`,
  );
  if (factor >= WORTHWHILE || anyway) return true;
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
