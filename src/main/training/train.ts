import type { RunEvent } from '../../preload/contract';
import { failure } from '../../preload/failures';
import { writeFailure } from '../files/file-failure';
import type { Checkpoint } from './checkpoints/checkpoint-file';
import { CheckpointKeeper } from './checkpoints/checkpoint-keeper';
import {
  CheckpointStore,
  hasCheckpoint,
  readNewestCheckpoint,
  readWeightsFile,
} from './checkpoints/checkpoint-store';
import { requireOwnCheckpoint, requireSameExamples } from './checkpoints/take-up';
import { closeRun, type PreparedRun, prepareRun } from './prepare-run';
import { writeState } from './program-state';
import type { StepResult } from './progress';
import type { TrainerCommand } from './protocol';
import type { RunControl } from './run-control';
import { saveRun } from './save-run';
import { RunFailure, requireValue } from './trainer-failure';
import { type RunEnd, TrainingRun } from './training-run';

type TrainCommand = Extract<TrainerCommand, { type: 'train' }>;

export interface TrainOptions {
  readonly command: TrainCommand;
  /** Folder of the data sets. */
  readonly datasets: string;
  readonly emit: (event: RunEvent) => void;
  /** Looked at between steps: whether to pause or to end, and what is asked meanwhile. */
  readonly control: RunControl;
  /** Share of the steps' time that looking at the network's health may take; by default 2.5%. */
  readonly healthShare?: number;
  /** Told of every single step; events come less often. */
  readonly onStep?: (step: number, result: StepResult) => void;
}

/**
 * Trains a network and reports on it, from `preparing` to `done` or `stopped`.
 *
 * @throws RunFailure when it cannot go on; the session is closed in any case
 */
export async function train(options: TrainOptions): Promise<void> {
  const { command, emit } = options;
  const startedAt = performance.now();
  const resumed = await checkpointToTakeUp(command, emit);
  const limit = command.limit ?? resumed?.state.identity.limit ?? undefined;
  const prepared = await prepareRun({
    ...command,
    datasets: options.datasets,
    emit,
    ...(limit !== undefined && { limit }),
  });
  try {
    if (resumed === null) await takeInitialWeights(prepared, command, emit);
    else takeUp(prepared, resumed);
    const keeper = new CheckpointKeeper({
      run: prepared,
      store: await openStore(command, resumed),
      emit,
      bestFile: resumed?.state.bestFile ?? null,
    });
    const run = new TrainingRun(prepared, options, {
      keeper,
      startedAt,
      resumed: resumed?.state ?? null,
      limit: limit ?? null,
    });
    const end = await run.train();
    await finish(run, end, keeper, options);
  } finally {
    closeRun(prepared);
  }
}

/** Null: the run begins at its beginning. */
async function checkpointToTakeUp(
  { document, runDirectory, resume }: TrainCommand,
  emit: TrainOptions['emit'],
): Promise<Checkpoint | null> {
  if (runDirectory === undefined) return null;
  if (resume !== true) {
    // Two runs in one folder would take each other's checkpoints for their own.
    if (await hasCheckpoint(runDirectory))
      throw new RunFailure(failure('run-folder-in-use', { name: runDirectory }));
    return null;
  }
  const { checkpoint, damage } = requireValue(await readNewestCheckpoint(runDirectory));
  requireOwnCheckpoint(checkpoint.state, document);
  if (damage !== null) {
    const values = { reason: damage, step: checkpoint.state.step };
    emit({ type: 'warning', failure: failure('checkpoint-replaced', values) });
  }
  return checkpoint;
}

function takeUp(run: PreparedRun, { state, tensors }: Checkpoint): void {
  requireSameExamples(state, run.trainCount);
  // The same network has the same variables; fewer would be another version of this program.
  if (writeState(run, tensors) < run.program.state.length) {
    throw new RunFailure(failure('checkpoint-of-another-network'));
  }
}

async function takeInitialWeights(
  run: PreparedRun,
  { initialWeights }: TrainCommand,
  emit: TrainOptions['emit'],
): Promise<void> {
  if (initialWeights === undefined) return;
  const names = new Set(run.program.weights.map(({ name }) => name));
  const tensors = requireValue(await readWeightsFile(initialWeights)).filter(({ name }) => names.has(name));
  const count = writeState(run, tensors);
  const values = { name: initialWeights, count, total: names.size };
  if (count === 0 && names.size > 0) throw new RunFailure(failure('weights-do-not-fit', values));
  if (count < names.size) emit({ type: 'warning', failure: failure('weights-fit-in-part', values) });
}

async function openStore(
  { runDirectory }: TrainCommand,
  resumed: Checkpoint | null,
): Promise<CheckpointStore | null> {
  if (runDirectory === undefined) return null;
  try {
    return await CheckpointStore.open(runDirectory, resumed);
  } catch (error) {
    throw new RunFailure(writeFailure(runDirectory, error));
  }
}

/** Puts the run's last state and its results on the disk, then tells its end. */
async function finish(
  run: TrainingRun,
  end: RunEnd,
  keeper: CheckpointKeeper,
  { command, emit }: TrainOptions,
): Promise<void> {
  await keeper.finish(run.state(end === 'stopped' ? null : end));
  const bestEpoch = end === 'stopped' ? null : await run.restoreBest();
  if (command.outputDirectory !== undefined) {
    await saveRun(run.prepared, run.epochs, command.outputDirectory);
  }
  emit(
    end === 'stopped'
      ? { type: 'stopped', step: run.step }
      : { type: 'done', seconds: run.seconds, reason: end, ...(bestEpoch !== null && { bestEpoch }) },
  );
}
