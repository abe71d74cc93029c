import type { NetloomDocument } from '../graph-runtime/document/document';
import type { Finding } from '../graph-runtime/run-health/finding';
import type { MetricValues } from '../graph-runtime/targets/metrics';
import type { Failure } from './failure';
import type { EpochPoint, OutOfReach, RunEvent, RunPhase } from './run-events';
import type { RunSummary, SavedCurves } from './run-records';
import type { QueuedJob } from './slurm';

export type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

/** What the trainer is doing before the first step. */
export type PreparingTask = EventOf<'preparing'>['task'];

/** What the engine reported once the network was compiled: device, engine, sizes. */
export type CompiledRun = Omit<EventOf<'compiled'>, 'type'>;

/**
 * Where a run is and how it is doing: all its events so far in one value, but for the curves, which grow (`run-curves.ts`). `reduceRun` takes
 * one more event in.
 */
export interface RunStatus {
  readonly phase: RunPhase;
  /** While preparing: with what. */
  readonly task: PreparingTask;
  /** Null until the network is compiled. */
  readonly compiled: CompiledRun | null;
  /** The last step reported, from 1 over the whole run; 0 before the first. */
  readonly lastStep: number;
  readonly epochsDone: number;
  /** Null before the first epoch has ended. */
  readonly lastEpoch: EpochPoint | null;
  readonly bestTestAccuracy: number | null;
  /** Of other targets than one class: the best value of each metric. */
  readonly bestTestMetrics?: MetricValues;
  /** Number of the epoch whose test pass is running; null while training steps run. */
  readonly evaluatingEpoch: number | null;
  /** Running means of the trainer; null before the first step. */
  readonly examplesPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** Seconds of training: of the finished epochs, or of the whole run once it is done. */
  readonly seconds: number;
  /** How many epochs `seconds` counts: an epoch that is repeated after a checkpoint counts once. */
  readonly timedEpochs: number;
  readonly failure: Failure | null;
  /** Of a run on another machine that cannot be reached just now; absent: it can, or the run is here. */
  readonly outOfReach?: OutOfReach | null;
  /** Of a run that is a job of Slurm: what it waits for in the queue; absent: it does not. */
  readonly queued?: QueuedJob | null;
  /** What the user should know that did not end the run. */
  readonly warnings: readonly Failure[];
  /** What is wrong with the run, causes first. */
  readonly findings: readonly Finding[];
  /** A checkpoint has been written: there are weights to look at and to resume from. */
  readonly hasWeights: boolean;
  /** Why the run is done; null while it is not, or when it is not known. */
  readonly doneReason: 'complete' | 'early-stopping' | null;
  /** The epoch whose weights were kept, when it is not the last. */
  readonly bestEpoch: number | null;
}

/** The run in progress, or the last one. */
export interface CurrentRun {
  readonly runId: string;
  readonly documentName: string;
  readonly status: RunStatus;
}

/** Everything the window needs to show a run again after a reload. */
export interface RunSnapshot extends CurrentRun, SavedCurves {
  /** The network and the settings it is trained with. */
  readonly document: NetloomDocument;
}

/** A run that has reported nothing yet. */
export function createRunStatus(): RunStatus {
  return {
    phase: 'preparing',
    task: 'starting',
    compiled: null,
    lastStep: 0,
    epochsDone: 0,
    lastEpoch: null,
    bestTestAccuracy: null,
    evaluatingEpoch: null,
    examplesPerSecond: null,
    secondsLeft: null,
    seconds: 0,
    timedEpochs: 0,
    failure: null,
    warnings: [],
    findings: [],
    hasWeights: false,
    doneReason: null,
    bestEpoch: null,
  };
}

/** The status of a saved run, as far as its line of the list has it. */
export function statusOfSummary(summary: RunSummary): RunStatus {
  const { phase, step, epochsDone, last, bestTestAccuracy, bestTestMetrics } = summary;
  const { seconds, failure, findings, hasWeights } = summary;
  return {
    ...createRunStatus(),
    phase,
    lastStep: step,
    epochsDone,
    timedEpochs: epochsDone,
    lastEpoch: last,
    bestTestAccuracy,
    ...(bestTestMetrics !== undefined && { bestTestMetrics }),
    seconds,
    failure,
    findings,
    hasWeights,
  };
}

/** Whether a process works on a run in this phase, or holds it. */
export function isActivePhase(phase: RunPhase): boolean {
  return !['stopped', 'interrupted', 'done', 'failed'].includes(phase);
}

/** Share of the run's steps that are done, from 0 to 1; null while it is not known how many there are. */
export function progressOf({ compiled, lastStep }: RunStatus): number | null {
  const steps = compiled === null ? 0 : compiled.stepsPerEpoch * compiled.epochs;
  return steps > 0 ? Math.min(1, lastStep / steps) : null;
}
