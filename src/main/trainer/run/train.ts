import type { Failure, RunEvent } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { bestEpochMonitor } from '../../../graph-runtime/resume/resume-rules';
import { writeFailure } from '../../files/file-failure';
import type { Checkpoint } from '../checkpoints/checkpoint-file';
import { CheckpointKeeper } from '../checkpoints/checkpoint-keeper';
import { CheckpointStore, readNewestCheckpoint } from '../checkpoints/checkpoint-store';
import type { RunState } from '../checkpoints/run-state';
import { requireOwnCheckpoint, requireSameExamples } from '../checkpoints/require-own-checkpoint';
import { prepareRun } from '../prepare/prepare-run';
import { closeRun, type PreparedRun } from '../program/prepared-run';
import { writeState } from '../program/program-state';
import { RunFailure, requireValue } from '../protocol/trainer-failure';
import { RunFolder } from '../run-folder/run-folder';
import { GroupMember } from './group-member';
import { shareStart } from './group-state';
import { takeInitialWeights } from './initial-weights';
import { RunExaminer } from './run-examiner';
import { speedOfRun } from './run-speed';
import { saveRun } from './save-run';
import type { TrainCommand, TrainOptions } from './train-options';
import { type RunEnd, TrainingRun } from './training-run';

/**
 * Trains a network and reports on it, from `preparing` to `done` or `stopped`.
 *
 * @throws RunFailure when it cannot continue; the session is closed in any case
 */
export async function train(options: TrainOptions): Promise<void> {
  const startedAt = performance.now();
  const folder = await RunFolder.open(options.command);
  let trained: Trained;
  try {
    trained = await trainInFolder(options, folder, startedAt);
  } finally {
    await folder.release();
  }
  // Whoever resumes the run as soon as it is over finds its folder free.
  options.emit(trained.end);
  // What several machines do together says nothing of this one.
  if (options.command.group !== undefined) return;
  // Adding up the work of a step takes tenths of a second for large networks: it no longer delays the start.
  const record = speedOfRun(trained.run);
  if (record !== null) options.onSpeed?.(record);
}

interface Trained {
  readonly run: TrainingRun;
  /** The run's last event. */
  readonly end: RunEvent;
}

async function trainInFolder(options: TrainOptions, folder: RunFolder, startedAt: number): Promise<Trained> {
  const { command, emit } = options;
  const found = await checkpointToResume(command);
  const resumed = found?.checkpoint ?? null;
  const limit = command.limit ?? resumed?.state.identity.limit ?? undefined;
  const prepared = await prepareRun({
    ...command,
    datasets: options.datasets,
    emit,
    ...(limit !== undefined && { limit }),
  });
  try {
    const isFollowing = command.group !== undefined && command.group.rank > 0;
    if (resumed !== null) resumeFrom(prepared, resumed);
    else if (!isFollowing) await takeInitialWeights(prepared, command, emit);
    const member = await joinGroup(prepared, options);
    const start = startOf(member, prepared, resumed, limit);
    // All has been checked: from here on the folder changes. (Warnings come as late, because a job may start over before.)
    await folder.admit(command.document);
    for (const notice of [...folder.notices, ...(found?.notices ?? [])]) {
      emit({ type: 'warning', failure: notice });
    }
    const keeper = new CheckpointKeeper({
      run: prepared,
      store: await openStore(command, resumed),
      emit,
      bestFile: bestFileOf(resumed, command.document),
      resumed: resumed?.state ?? null,
      requireFolder: () => folder.requireHeld(),
    });
    const examiner = new RunExaminer({
      settings: command.document.training,
      target: prepared.target,
      resumed: start,
      emit,
    });
    const watched = { ...options, emit: examiner.emit };
    const run = new TrainingRun(prepared, watched, {
      ...{ keeper, startedAt, member },
      resumed: start,
      limit: limit ?? null,
    });
    const end = await trainExamined(run, examiner, keeper);
    return { run, end: await finish(run, end, keeper, command, folder) };
  } finally {
    closeRun(prepared);
  }
}

/** What ended the run is a reason for findings, too. */
async function trainExamined(
  run: TrainingRun,
  examiner: RunExaminer,
  keeper: CheckpointKeeper,
): Promise<RunEnd> {
  try {
    return await run.train();
  } catch (error) {
    if (error instanceof RunFailure) examiner.fail(error.failure);
    // The step that the others did not finish has changed nothing that is saved.
    if (error instanceof RunFailure && error.failure.code === 'replica-lost')
      await keeper.finish(run.state(null));
    throw error;
  }
}

async function joinGroup(
  prepared: PreparedRun,
  { command: { group }, control, emit }: TrainOptions,
): Promise<GroupMember | null> {
  return group === undefined ? null : GroupMember.join(prepared, group, control, emit);
}

/** Where the run is resumed, in all processes of its group; null: it starts from scratch. */
function startOf(
  member: GroupMember | null,
  prepared: PreparedRun,
  resumed: Checkpoint | null,
  limit: number | undefined,
): RunState | null {
  const own = resumed?.state ?? null;
  return member === null ? own : shareStart(member, prepared, own, limit ?? null);
}

interface ResumedRun {
  readonly checkpoint: Checkpoint;
  /** What is to be reported once the run begins. */
  readonly notices: readonly Failure[];
}

/** Null: the run starts from scratch. */
async function checkpointToResume({
  document,
  runDirectory,
  resume,
}: TrainCommand): Promise<ResumedRun | null> {
  if (runDirectory === undefined || resume !== true) return null;
  const { checkpoint, damage } = requireValue(await readNewestCheckpoint(runDirectory));
  const changes = requireOwnCheckpoint(checkpoint.state, document);
  if (damage === null) return { checkpoint, notices: changes };
  const values = { reason: damage, step: checkpoint.state.step };
  return { checkpoint, notices: [failure('checkpoint-replaced', values), ...changes] };
}

/** The weights of the best epoch so far, unless another metric decides from here on. */
function bestFileOf(resumed: Checkpoint | null, { training }: NetloomDocument): string | null {
  if (resumed === null) return null;
  const { state } = resumed;
  return bestEpochMonitor(state.training) === bestEpochMonitor(training) ? state.bestFile : null;
}

function resumeFrom(run: PreparedRun, { state, tensors }: Checkpoint): void {
  requireSameExamples(state, run);
  // The same network has the same variables; fewer would be another version of this program.
  if (writeState(run, tensors) < run.program.state.length) {
    throw new RunFailure(failure('checkpoint-of-another-network'));
  }
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

/** Puts the run's last state and its results on the disk, and returns its last event. */
async function finish(
  run: TrainingRun,
  end: RunEnd,
  keeper: CheckpointKeeper,
  command: TrainCommand,
  folder: RunFolder,
): Promise<RunEvent> {
  await keeper.finish(run.state(end === 'stopped' ? null : end));
  const bestEpoch = end === 'stopped' ? null : await run.restoreBest();
  if (command.outputDirectory !== undefined) {
    await folder.requireHeld();
    await saveRun(run.prepared, run.epochs, command.outputDirectory);
  }
  return end === 'stopped'
    ? { type: 'stopped', step: run.step }
    : { type: 'done', seconds: run.seconds, reason: end, ...(bestEpoch !== null && { bestEpoch }) };
}
