import type { Finding } from '../graph-runtime/run-health/finding';
import type { MetricValues, TargetMetricId } from '../graph-runtime/targets/metrics';
import type { TargetKindId } from '../graph-runtime/targets/target-kind';
import type { Failure } from './failure';
import type { QueuedJob } from './slurm';

/** The device that really runs the training. */
export interface DeviceInfo {
  readonly kind: 'cpu' | 'gpu';
  /** e.g. the processor's model name, or `NVIDIA H200`. */
  readonly name: string;
  /** Cores used, or bytes of GPU memory, when known. */
  readonly cores?: number;
  readonly memoryBytes?: number;
}

/** A point of the running curves; `step` counts from 1 over the whole run, `epoch` is fractional (step / steps per epoch). */
export interface StepPoint {
  readonly step: number;
  readonly epoch: number;
  /** Mean over the steps since the last point. */
  readonly loss: number;
  /** Of one class an example (read it by `stepMetricOf`). */
  readonly accuracy?: number;
  /** Of other targets. */
  readonly metrics?: MetricValues;
  /**
   * Seconds of training up to here in the whole run, however often it was resumed: no preparation, no evaluation, no pause counts. Absent in runs
   * of earlier versions.
   */
  readonly trainingSeconds?: number;
  /** Of the point's last step. */
  readonly learningRate?: number;
  /** What its event said; in what is saved and reported again, where there are no events. */
  readonly examplesPerSecond?: number;
  readonly memoryBytes?: number;
}

/** One finished epoch. Losses are means over examples; accuracies, of one class an example, are fractions (read them by `metricOf`). */
export interface EpochPoint {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly trainAccuracy?: number;
  /** Of other targets than one class. */
  readonly trainMetrics?: MetricValues;
  /** Of the examples held out from training, when the settings say so. */
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
  readonly validationMetrics?: MetricValues;
  readonly testLoss: number;
  readonly testAccuracy?: number;
  readonly testMetrics?: MetricValues;
  /** Seconds of training (without the test pass). */
  readonly seconds: number;
  /** Those of this epoch and of all before it; absent in runs of earlier versions (`epochTimes` adds them up). */
  readonly trainingSeconds?: number;
  readonly examplesPerSecond: number;
  /** Of the epoch's last step. */
  readonly learningRate?: number;
  /** Resident memory of the trainer at the epoch's end, in bytes. */
  readonly memoryBytes?: number;
}

export interface Histogram {
  readonly minimum: number;
  readonly maximum: number;
  /** How many values lie in each of as many equal parts of the range; a value that is not finite is in none. */
  readonly counts: readonly number[];
}

/** How one weight fares at one step. */
export interface WeightHealth {
  /** Name of the weight: path of its node and its own name, e.g. `stage1/conv1/kernel`. */
  readonly name: string;
  /** L2 norms of the weight, its gradient as it comes from the loss, and what the optimizer added in this step. */
  readonly weightNorm: number;
  readonly gradientNorm: number;
  readonly updateNorm: number;
  /** How the values and the gradient are spread, by some thousand of them; at some looks only. */
  readonly values?: Histogram;
  readonly gradient?: Histogram;
}

/** How one node's output fares at one step. */
export interface ActivationHealth {
  readonly path: string;
  /** Mean and standard deviation over batch and units. */
  readonly mean: number;
  readonly deviation: number;
  /** Share of units (channels of an image) that output only zeros for the whole batch; only of activations that cut off. */
  readonly deadShare?: number;
}

/** What was seen inside the network at one step. */
export interface HealthPoint {
  readonly step: number;
  readonly epoch: number;
  readonly weights: readonly WeightHealth[];
  readonly activations: readonly ActivationHealth[];
}

/** A main output of a run, by its path. */
export interface RunOutput {
  readonly path: string;
  readonly target: TargetKindId;
  /** The name of the label that it learns, where the data set has several. */
  readonly labelName?: string;
}

/** Since when a machine has been out of reach (milliseconds since 1970), and why, as far as it is known. */
export interface OutOfReach {
  readonly since: number;
  readonly failure: Failure;
}

/** What a run reports while it continues; the trainer sends these, main passes them to the window. */
export type RunEvent =
  | {
      readonly type: 'preparing';
      readonly task: 'starting' | 'sending' | 'data' | 'compiling' | 'initializing';
    }
  | {
      readonly type: 'compiled';
      readonly device: DeviceInfo;
      /** e.g. `TensorFlow 2.21.0`. */
      readonly engine: string;
      readonly trainableParameters: number;
      /** Weights that are frozen; absent: none. */
      readonly frozenParameters?: number;
      readonly stepsPerEpoch: number;
      readonly epochs: number;
      readonly trainCount: number;
      readonly testCount: number;
      /** Examples held out for validation; absent: none. */
      readonly validationCount?: number;
      readonly precision?: 'float32' | 'mixed';
      /** What it is trained for; absent in runs of earlier versions, which have one class an example. */
      readonly target?: TargetKindId;
      /** Of several main outputs: what each is trained for, in document order; absent where there is one. */
      readonly outputs?: readonly RunOutput[];
      /** The name of the label that the first main output learns, where the data set has several. */
      readonly labelName?: string;
      /** What layers add to the loss, measured besides; absent: nothing. */
      readonly layerMetrics?: readonly TargetMetricId[];
      /** From the command to the first step's end. */
      readonly secondsToFirstStep: number;
      /** Steps done before, when the run was resumed. */
      readonly resumedAtStep?: number;
    }
  | {
      readonly type: 'step';
      readonly points: readonly StepPoint[];
      /** Running mean over the last seconds. */
      readonly examplesPerSecond: number;
      readonly secondsLeft: number;
      /** Resident memory of the trainer, in bytes. */
      readonly memoryBytes?: number;
    }
  | { readonly type: 'evaluating'; readonly epoch: number }
  | { readonly type: 'epoch'; readonly point: EpochPoint }
  | { readonly type: 'health'; readonly point: HealthPoint }
  /** What is wrong with the run as it is now, causes first; empty: nothing any more. */
  | { readonly type: 'findings'; readonly findings: readonly Finding[] }
  /** All that is needed to continue from here is on the disk. */
  | { readonly type: 'checkpoint'; readonly step: number; readonly epoch: number; readonly isBest: boolean }
  /** Something the user should know that does not end the run, e.g. the CPU replaces a GPU. */
  | { readonly type: 'warning'; readonly failure: Failure }
  /** The machine that trains the run is out of reach, or is reached again; null: it is reached. The run continues there either way. */
  | { readonly type: 'reach'; readonly outOfReach: OutOfReach | null }
  /** The run is a job that waits in Slurm's queue; null: it does so no more. */
  | { readonly type: 'queued'; readonly queued: QueuedJob | null }
  | { readonly type: 'paused'; readonly step: number }
  | { readonly type: 'continued'; readonly step: number }
  | {
      readonly type: 'done';
      readonly seconds: number;
      readonly reason?: 'complete' | 'early-stopping';
      /** The epoch whose weights were kept, when that is not the last. */
      readonly bestEpoch?: number;
    }
  | { readonly type: 'stopped'; readonly step: number }
  /** The trainer, the app or the machine went away under the run; it can be resumed at this step. */
  | { readonly type: 'interrupted'; readonly step: number; readonly failure: Failure }
  | { readonly type: 'failed'; readonly failure: Failure };

export type RunPhase =
  | 'preparing'
  | 'training'
  | 'pausing'
  | 'paused'
  | 'stopping'
  | 'stopped'
  | 'interrupted'
  | 'done'
  | 'failed';
