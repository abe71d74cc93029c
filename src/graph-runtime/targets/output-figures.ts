import { definedMetrics, type MetricValues, outputMetricId, type TargetMetricId } from './metrics';
import type { TrainedTarget } from './target-kind';

/** A main output of a run, by its path. */
export interface MeasuredOutput {
  readonly path: string;
  readonly target: TrainedTarget;
}

/**
 * The metrics of a run's main outputs. Of an only one they go by their own names; of several, each also goes by the output's name with its
 * loss, and those of the first, by which runs are compared, by their own names, too.
 *
 * What layers add to the loss (KL divergence) is measured as well, where any do.
 *
 * @param sums `Predictions.sums`, added up over the examples
 */
export function metricsOfOutputs(
  outputs: readonly MeasuredOutput[],
  sums: readonly number[],
  examples: number,
): MetricValues {
  const [first, ...others] = outputs;
  if (first === undefined) return {};
  const { kind } = first.target;
  const ofLayers = { klDivergence: lossOfLayers(outputs, sums) / examples };
  if (others.length === 0) {
    const { counts } = partOf(outputs, 0, sums);
    return definedMetrics({ ...kind.measure(counts, examples, first.target), ...ofLayers });
  }
  const parts = outputs.map((output, at) => ({ output, ...partOf(outputs, at, sums) }));
  const named = parts.flatMap(({ output: { path, target }, counts, loss }) => [
    [outputMetricId('loss', path), loss / examples] as const,
    ...Object.entries(target.kind.measure(counts, examples, target)).map(
      // Kinds measure by the ids of their metrics.
      ([id, value]) => [outputMetricId(id as TargetMetricId, path), value] as const,
    ),
  ]);
  const ofFirst = kind.measure(parts[0]?.counts ?? [], examples, first.target);
  return definedMetrics({ ...ofFirst, ...Object.fromEntries(named), ...ofLayers });
}

/** What an output counted, of the sums of all: each output's counts are followed by the sum of its losses. */
export function partOf(
  outputs: readonly MeasuredOutput[],
  at: number,
  sums: readonly number[],
): { readonly counts: readonly number[]; readonly loss: number } {
  const sizes = outputs.map(({ target: { kind, size } }) => kind.countSize(size));
  if (outputs.length === 1) return { counts: sums.slice(0, sizes[0]), loss: Number.NaN };
  const start = sizes.slice(0, at).reduce((total, size) => total + size + 1, 0);
  const end = start + (sizes[at] ?? 0);
  return { counts: sums.slice(start, end), loss: sums[end] ?? Number.NaN };
}

/** What layers have added to the loss of the examples, without weights: it is behind what the outputs counted. NaN where none adds any. */
export function lossOfLayers(outputs: readonly MeasuredOutput[], sums: readonly number[]): number {
  const ofOutputs = outputs.reduce((total, { target: { kind, size } }) => total + kind.countSize(size), 0);
  return sums[ofOutputs + (outputs.length > 1 ? outputs.length : 0)] ?? Number.NaN;
}
