import type { HealthPoint, WeightHealth } from '../../../contract/contract';
import { histogramOf } from '../../../contract/histogram';
import type { Feeds } from '../engine/native-session';
import { callProgram } from '../engine/program-calls';
import type { TensorData } from '../engine/tensor-data';
import type { StepResult } from '../prepare/step-result';
import type { PreparedRun } from '../program/prepared-run';
import type { HealthCadence } from './health-cadence';

/** Parts of a histogram: enough for its shape, and a run of a hundred layers is reported in some megabytes. */
const BINS = 24;
/** A run has about this many histograms of each weight. */
const HISTOGRAMS = 60;

export interface WatchedStep {
  /** Counts from 1 over the whole run. */
  readonly step: number;
  /** Fractional. */
  readonly epoch: number;
  /** The step's examples, or those of its first micro-batch. Called only when the step is checked. */
  readonly feeds: () => Feeds;
  /** Null: it was stopped between two parts, see `TrainingSteps.trainUnlessStopped`. */
  readonly train: () => Promise<StepResult | null>;
}

/**
 * Looks at some of a run's training steps: norms of weights, gradients and updates, spread of activations, units that output nothing
 * but zeros. All of it is computed by its own calls beside the step, so that a watched run has the same numbers as any other.
 */
export class HealthWatch {
  readonly #run: PreparedRun;
  readonly #emit: (point: HealthPoint) => void;
  readonly #cadence: HealthCadence;
  readonly #histogramSpacing: number;
  #lastHistogram: number | null = null;

  /** @param stepsInRun steps of the whole run */
  constructor(
    run: PreparedRun,
    stepsInRun: number,
    cadence: HealthCadence,
    emit: (point: HealthPoint) => void,
  ) {
    this.#run = run;
    this.#emit = emit;
    this.#cadence = cadence;
    this.#histogramSpacing = Math.ceil(stepsInRun / HISTOGRAMS);
  }

  /** Makes the step, and checks it when that is due. Null when it was stopped. */
  async take({ step, epoch, feeds, train }: WatchedStep): Promise<StepResult | null> {
    const isDue = this.#cadence.isDue(step);
    if (!isDue && !this.#cadence.isClosing(step)) {
      const result = await train();
      if (result !== null) this.#cadence.addStep(result.seconds);
      return result;
    }
    const begun = performance.now();
    const run = this.#run;
    const seen = callProgram(run, 'health', feeds());
    callProgram(run, 'remember');
    const result = await train();
    if (result === null) return null;
    const { updateNorms } = callProgram(run, 'compare');
    this.#emit(this.#pointOf(step, epoch, { ...seen, ...(updateNorms && { updateNorms }) }));
    this.#cadence.addStep(result.seconds);
    if (isDue) this.#cadence.addLook(step, (performance.now() - begun) / 1000 - result.seconds);
    return result;
  }

  #pointOf(step: number, epoch: number, seen: Readonly<Record<string, TensorData>>): HealthPoint {
    const { weights, activations, cutOffs } = this.#run.program.health;
    const spreads = this.#isHistogramDue(step) ? this.#spreads(seen) : null;
    const numberAt = (name: string, place: number): number => seen[name]?.values[place] ?? Number.NaN;
    const deadPlaces = new Map(cutOffs.map((path, place) => [path, place]));
    return {
      step,
      epoch,
      weights: weights.map((name, place) => ({
        name,
        weightNorm: numberAt('weightNorms', place),
        gradientNorm: numberAt('gradientNorms', place),
        updateNorm: numberAt('updateNorms', place),
        ...spreads?.[place],
      })),
      activations: activations.map((path, place) => {
        const dead = deadPlaces.get(path);
        return {
          path,
          mean: numberAt('means', place),
          deviation: numberAt('deviations', place),
          ...(dead !== undefined && { deadShare: numberAt('deadShares', dead) }),
        };
      }),
    };
  }

  #isHistogramDue(step: number): boolean {
    const isDue = this.#lastHistogram === null || step - this.#lastHistogram >= this.#histogramSpacing;
    if (isDue) this.#lastHistogram = step;
    return isDue;
  }

  /** How every weight and its gradient are spread, by the values the engine picked. */
  #spreads({ weightSamples, gradientSamples }: Readonly<Record<string, TensorData>>) {
    let begin = 0;
    return this.#run.program.health.sampleCounts.map((count): Pick<WeightHealth, 'values' | 'gradient'> => {
      const end = begin + count;
      const spread = (samples: TensorData | undefined) =>
        histogramOf(Float32Array.from(samples?.values.slice(begin, end) ?? []), BINS);
      const both = { values: spread(weightSamples), gradient: spread(gradientSamples) };
      begin = end;
      return both;
    });
  }
}
