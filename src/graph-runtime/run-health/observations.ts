import type { TrainingSettings } from '../document/document';
import { parentPath } from '../document/node-path';
import type { MetricValues } from '../targets/metrics';

/** The part of a run that the health check looks at. The trainer's events and saved runs have more. */
export interface RunObservations {
  readonly settings: TrainingSettings;
  /** Of the data set. */
  readonly classCount: number;
  /** The loss of a network that has learned nothing; null: it is not known. Absent: that of guessing among the classes. */
  readonly guessLoss?: number | null;
  /** The running curve; each loss is a mean over the steps since the point before. */
  readonly points: readonly ObservedPoint[];
  readonly epochs: readonly ObservedEpoch[];
  readonly health: readonly ObservedHealth[];
  /** Why the run failed, if it did. */
  readonly failure?: { readonly code: string; readonly path?: string | undefined } | null;
}

export interface ObservedPoint {
  readonly step: number;
  readonly loss: number;
}

export interface ObservedEpoch {
  readonly epoch: number;
  readonly trainLoss: number;
  /** Of one class an example. */
  readonly trainAccuracy?: number;
  readonly trainMetrics?: MetricValues;
  readonly validationLoss?: number;
  readonly testLoss: number;
}

/** A look at one step, weights and activations in order of computation. */
export interface ObservedHealth {
  readonly step: number;
  readonly weights: readonly {
    readonly name: string;
    readonly weightNorm: number;
    readonly gradientNorm: number;
    readonly updateNorm: number;
  }[];
  readonly activations: readonly { readonly path: string; readonly deadShare?: number }[];
}

/** One layer's kernel at one look, relative to its size. */
export interface KernelRatios {
  /** Path of its node. */
  readonly path: string;
  /** L2 norms of gradient and update, each over that of the kernel. */
  readonly gradient: number;
  readonly update: number;
}

/** The loss of a network that has learned nothing: of classes ln(classes); where it is not known, the loss that the run began with. */
export function chanceLoss({ classCount, guessLoss, points }: RunObservations): number {
  if (guessLoss === undefined) return Math.log(Math.max(2, classCount));
  return guessLoss ?? points[0]?.loss ?? Number.POSITIVE_INFINITY;
}

/** The newest look that has kernels of any size; null before the first. */
export function lastLook({ health }: RunObservations): ObservedHealth | null {
  return health[health.length - 1] ?? null;
}

/**
 * The kernels of a look, in order of computation. Biases and scales say little: they may be zero. A kernel of zeros has no ratio and
 * is left out.
 */
export function kernelRatios(look: ObservedHealth): readonly KernelRatios[] {
  return look.weights
    .filter(({ name, weightNorm }) => /kernel$/i.test(name) && weightNorm > 0)
    .map(({ name, weightNorm, gradientNorm, updateNorm }) => ({
      path: parentPath(name),
      gradient: gradientNorm / weightNorm,
      update: updateNorm / weightNorm,
    }));
}

/** Steps the run has made, as far as is known. */
export function stepsSeen({ points, health }: RunObservations): number {
  return Math.max(points[points.length - 1]?.step ?? 0, health[health.length - 1]?.step ?? 0);
}

/** The training loss as it is now: the last epoch's, or before its end the last point's; null before the first step. */
export function currentLoss({ points, epochs }: RunObservations): number | null {
  return epochs[epochs.length - 1]?.trainLoss ?? points[points.length - 1]?.loss ?? null;
}

/** Whether the loss is clearly below chance: whatever looks odd inside, the network learns. */
export function isLearning(run: RunObservations): boolean {
  const loss = currentLoss(run);
  return loss !== null && loss < 0.9 * chanceLoss(run);
}
