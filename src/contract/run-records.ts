import { z } from 'zod';
import { documentSchema, type TrainingSettings } from '../graph-runtime/document/document';
import type { RunLabel } from '../graph-runtime/messages/describe-run';
import type { Finding } from '../graph-runtime/run-health/finding';
import type { SweepValue } from '../graph-runtime/sweep/sweep-place';
import type { MetricValues } from '../graph-runtime/targets/metrics';
import type { TargetKindId } from '../graph-runtime/targets/target-kind';
import type { Failure } from './failure';
import type { DeviceInfo, EpochPoint, HealthPoint, RunOutput, RunPhase, StepPoint } from './run-events';

/**
 * Saved runs: everything a run was, so that it can be read, compared, repeated and resumed.
 */

/** The number in a run's id, which grows from run to run: what distinguishes runs at a glance, such as their color, follows from it. */
export function runNumber(runId: string): number {
  const number = Number(/\d+$/.exec(runId)?.[0]);
  return Number.isSafeInteger(number) ? number : 0;
}

/** The other machine that trains a run, as it was called when that began. */
export interface RunMachine {
  readonly name: string;
  readonly host: string;
}

/** A line of the list of runs. */
export interface RunSummary {
  readonly runId: string;
  /** The user's name for it; null: none given. */
  readonly name: string | null;
  /** What it is called otherwise, without words; null: of an earlier version. */
  readonly label: RunLabel | null;
  readonly isStarred: boolean;
  readonly notes: string;
  readonly documentName: string;
  /** SHA-256 of the network alone (nodes, edges, blocks, parameters), so that equal networks are seen to be equal. */
  readonly networkHash: string;
  readonly settings: TrainingSettings;
  readonly datasetId: string;
  /** What its document called the data set, where it has a name of its user's. */
  readonly datasetName?: string;
  /** SHA-256 over the files of the data set. */
  readonly datasetHash: string;
  readonly trainableParameters: number | null;
  readonly device: DeviceInfo | null;
  /** e.g. `TensorFlow 2.21.0`, and the app's own version. */
  readonly engine: string | null;
  readonly appVersion: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Seconds of work, without pauses. */
  readonly seconds: number;
  readonly phase: RunPhase;
  readonly step: number;
  readonly epochsDone: number;
  readonly last: EpochPoint | null;
  /** Of one class an example (read it by `bestMetricOf`). */
  readonly bestTestAccuracy: number | null;
  /** Of other targets: the best value of each metric. */
  readonly bestTestMetrics?: MetricValues;
  /** What it is trained for; absent: one class an example. */
  readonly target?: TargetKindId;
  /** Its main outputs, where there are several. */
  readonly outputs?: readonly RunOutput[];
  /** The name of the label that the first one learns, where its data set has several. */
  readonly labelName?: string;
  readonly failure: Failure | null;
  /** What was found wrong with it, causes first. */
  readonly findings: readonly Finding[];
  /** It is not complete, and has a checkpoint or was interrupted: without a checkpoint it begins again, with the same numbers. */
  readonly isResumable: boolean;
  /** It was left behind by the end of the app, paused or in progress, and nobody has resumed or dismissed it since: it is offered. */
  readonly waiting: 'paused' | 'interrupted' | null;
  /** It has weights to look at, to restore and to start from. */
  readonly hasWeights: boolean;
  readonly sweepId: string | null;
  /** The other machine that trains it, or did last; absent: this one. */
  readonly machine?: RunMachine;
  /** The machines that train it together with this one, or did last; absent: it trains on one machine. */
  readonly together?: readonly RunMachine[];
  /** It was trained elsewhere, and came with a package: with which file, and when (milliseconds since 1970). */
  readonly imported?: { readonly from: string; readonly at: number };
}

/** A run's curves as they go from one process to another: thinned out to what a screen can show. */
export interface SavedCurves {
  readonly points: readonly StepPoint[];
  readonly epochs: readonly EpochPoint[];
  readonly health: readonly HealthPoint[];
}

/** All that is saved of a run, apart from its files. */
export interface RunDetails extends SavedCurves {
  readonly summary: RunSummary;
  readonly document: z.infer<typeof documentSchema>;
}

/** One parameter a sweep varies. */
export const sweepAxisSchema = z.object({
  /**
   * `learningRate`, `batchSize`, another training setting (`optimizer.type`, `optimizer.momentum`, `seed`, ...), a parameter of the network
   * (`network.ratio`), one of a node (`conv1.filters`, `relu1.type`: its activation), within blocks by path of scopes
   * (`block:residual/conv1.filters`), or one of all layers (`*.kernelInitializer`, `*relu.type`).
   */
  parameter: z.string().min(1).max(500),
  /** Numbers, choices by their names in documents, or on and off. */
  values: z
    .array(z.union([z.number(), z.string().max(200), z.boolean()]))
    .min(1)
    .max(100),
});
export type SweepAxis = z.infer<typeof sweepAxisSchema>;

export const sweepSchema = z.object({
  document: documentSchema,
  name: z.string().max(200),
  /** `grid`: every combination. `random`: `count` combinations drawn with `seed`, numbers between each axis' smallest and largest value. */
  method: z.discriminatedUnion('type', [
    z.object({ type: z.literal('grid') }),
    z.object({
      type: z.literal('random'),
      count: z.number().int().min(1).max(1_000),
      seed: z.number().int().min(0).max(0x7fffffff),
    }),
  ]),
  axes: z.array(sweepAxisSchema).min(1).max(6),
});
export type SweepRequest = z.infer<typeof sweepSchema>;

export interface SweepSummary {
  readonly sweepId: string;
  readonly name: string;
  readonly documentName: string;
  readonly axes: readonly SweepAxis[];
  readonly startedAt: number;
  /** `interrupted`: the app ended while it ran; what is left can be trained. */
  readonly phase: 'queued' | 'running' | 'interrupted' | 'done' | 'canceled';
  /** In the order in which they run. */
  readonly trials: readonly {
    /** One value for each axis, in their order. */
    readonly values: readonly SweepValue[];
    /** Null until it has begun. */
    readonly runId: string | null;
    readonly phase: RunPhase | 'queued' | 'canceled';
  }[];
}

/** One step of a learning-rate finder's run (Smith 2017): the rate grows exponentially, the loss shows where learning begins and breaks. */
export interface LearningRatePoint {
  readonly learningRate: number;
  /** Smoothed. */
  readonly loss: number;
}
