import {
  type EpochPoint,
  epochTimes,
  type HealthPoint,
  type Histogram,
  type SavedCurves,
  type StepPoint,
} from '../../../contract/contract';
import type { MetricValues } from '../../../graph-runtime/targets/metrics';
import type { SummaryEvent, SummaryValue } from './event-file';

/** The folders of a run, one for each part of the data, as Keras's TensorBoard callback makes them. */
export const RUN_PARTS = ['train', 'validation', 'test'] as const;
export type RunPart = (typeof RUN_PARTS)[number];

export type RunSummaryEvents = Readonly<Record<RunPart, readonly SummaryEvent[]>>;

/**
 * The curves of a run under the tags of Keras's callback: `batch_…` over steps, `epoch_…` over epochs (counted from 1); and the norms and histograms
 * of what was seen inside the network.
 *
 * @param startedAt milliseconds since 1970; the time of a point is that plus the seconds of training before it
 */
export function curveEvents({ points, epochs, health }: SavedCurves, startedAt: number): RunSummaryEvents {
  const times = epochTimes(epochs);
  const timeOf = (seconds: number | undefined) => startedAt / 1_000 + (seconds ?? 0);
  const ofEpochs = (part: RunPart): SummaryEvent[] =>
    epochs.flatMap((point, at) => {
      const values = epochValues(point, part);
      return values.length === 0 ? [] : [{ wallTime: timeOf(times[at]), step: point.epoch, values }];
    });
  const ofSteps = points.map((point) => ({
    ...{ wallTime: timeOf(point.trainingSeconds), step: point.step },
    values: stepValues(point),
  }));
  const ofHealth = health.map((point) => ({
    ...{ wallTime: timeOf(secondsAt(points, point.step)), step: point.step },
    values: healthValues(point),
  }));
  return {
    train: [...ofSteps, ...ofHealth, ...ofEpochs('train')].sort(
      (one, other) => one.wallTime - other.wallTime,
    ),
    validation: ofEpochs('validation'),
    test: ofEpochs('test'),
  };
}

/** Seconds of training up to a step, as far as they are known. */
function secondsAt(points: readonly StepPoint[], step: number): number | undefined {
  return points.find((point) => point.step >= step)?.trainingSeconds;
}

function stepValues({ loss, accuracy, metrics, learningRate }: StepPoint): SummaryValue[] {
  return scalars('batch', { loss, accuracy, ...metrics, learningRate });
}

function epochValues(point: EpochPoint, part: RunPart): SummaryValue[] {
  const measured: MetricValues | undefined = point[`${part}Metrics`];
  const common = { loss: point[`${part}Loss`], accuracy: point[`${part}Accuracy`], ...measured };
  if (part !== 'train') return scalars('epoch', common);
  const { learningRate, examplesPerSecond, memoryBytes } = point;
  return scalars('epoch', { ...common, learningRate, examplesPerSecond, memoryBytes });
}

/** One for each number that is known, its name as Keras writes names: `epoch_mean_absolute_error`, of an output `epoch_garment_accuracy`. */
function scalars(prefix: string, values: Readonly<Record<string, number | undefined>>): SummaryValue[] {
  return Object.entries(values).flatMap(([name, value]): SummaryValue[] =>
    value === undefined ? [] : [{ kind: 'scalar', tag: `${prefix}_${tagOf(name)}`, value }],
  );
}

function tagOf(name: string): string {
  const [measured = '', output] = name.split('@');
  return output === undefined ? snakeCase(measured) : `${output}_${snakeCase(measured)}`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function healthValues({ weights, activations }: HealthPoint): SummaryValue[] {
  return [
    ...weights.flatMap(({ name, weightNorm, gradientNorm, updateNorm, values, gradient }) => [
      ...scalarsOf(name, { weight_norm: weightNorm, gradient_norm: gradientNorm, update_norm: updateNorm }),
      ...histograms(name, values),
      ...histograms(`${name}/gradient`, gradient),
    ]),
    ...activations.flatMap(({ path, mean, deviation, deadShare }) =>
      scalarsOf(path, { output_mean: mean, output_standard_deviation: deviation, dead_units: deadShare }),
    ),
  ];
}

function scalarsOf(place: string, values: Readonly<Record<string, number | undefined>>): SummaryValue[] {
  return Object.entries(values).flatMap(([name, value]): SummaryValue[] =>
    value === undefined ? [] : [{ kind: 'scalar', tag: `${place}/${name}`, value }],
  );
}

function histograms(tag: string, histogram: Histogram | undefined): SummaryValue[] {
  return histogram === undefined ? [] : [{ kind: 'histogram', tag, histogram }];
}
