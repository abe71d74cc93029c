import {
  type EpochPoint,
  type MeasuredPart,
  mainMetric,
  metricOf,
  type RunEvent,
  runTarget,
  stepMetricOf,
} from '../../contract/contract';
import type { MetricId, OutputMetricId } from '../../graph-runtime/targets/metrics';
import type { TargetKindId } from '../../graph-runtime/targets/target-kind';
import { formatDuration, formatLoss, formatSeconds, groupDigits } from './figures';
import { formatMetric, metricName } from './metric-text';

const FULL = '█';
const EMPTY = '░';
/** From an eighth to seven eighths of a cell. */
const PARTS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A bar of `width` cells, filled to `fraction`, in steps of an eighth of a cell. */
export function formatBar(fraction: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, fraction)) * width * 8);
  const full = Math.floor(eighths / 8);
  const part = PARTS[eighths % 8] ?? '';
  return FULL.repeat(full) + part + EMPTY.repeat(width - full - part.length);
}

/** One finished epoch, for good: `Epoch  3/10  train loss 0.512 ...`, of a run that is trained for such targets. */
export function formatEpoch(point: EpochPoint, epochs: number, target: TargetKindId = 'class'): string {
  const main = mainMetric(runTarget({ target }));
  const epoch = String(point.epoch).padStart(String(epochs).length);
  return [
    `Epoch ${epoch}/${epochs}`,
    `train loss ${formatLoss(point.trainLoss)}`,
    measured(point, 'train', main),
    ...(point.validationLoss === undefined ? [] : [measured(point, 'validation', main)]),
    measured(point, 'test', main),
    ...outputLosses(point).map((id) => measured(point, 'test', id)),
    `${groupDigits(point.examplesPerSecond)} examples/s`,
    formatSeconds(point.seconds),
  ].join('  ');
}

/** Of several main outputs, the loss of each; and what layers add to it. */
function outputLosses({ testMetrics = {} }: EpochPoint): readonly MetricId[] {
  return Object.keys(testMetrics).filter(
    (id): id is OutputMetricId | 'klDivergence' => id.startsWith('loss@') || id === 'klDivergence',
  );
}

function measured(point: EpochPoint, part: MeasuredPart, id: MetricId): string {
  return `${part} ${metricName(id)} ${formatMetric(id, metricOf(point, part, id))}`;
}

/** The line that is drawn over itself while a run is in progress. */
export class ProgressLine {
  #epochs = 1;
  #step: Extract<RunEvent, { type: 'step' }> | null = null;
  #task = 'Starting';
  #metric: MetricId = 'accuracy';

  /** Takes an event in and answers the line to draw now, at most `columns` wide. */
  after(event: RunEvent, columns: number): string {
    switch (event.type) {
      case 'preparing':
        this.#task = taskTexts[event.task];
        break;
      case 'compiled':
        this.#epochs = event.epochs;
        this.#metric = mainMetric(runTarget(event));
        this.#task = '';
        break;
      case 'step':
        this.#step = event;
        break;
      case 'evaluating':
        return joinFitting([`Testing epoch ${event.epoch}/${this.#epochs} …`], columns);
      default:
        break;
    }
    return this.#task === '' ? this.#trainingLine(columns) : joinFitting([`${this.#task} …`], columns);
  }

  #trainingLine(columns: number): string {
    const last = this.#step?.points[this.#step.points.length - 1];
    if (this.#step === null || last === undefined) return '';
    const fraction = last.epoch / this.#epochs;
    const epoch = Math.min(this.#epochs, Math.max(1, Math.ceil(last.epoch)));
    return joinFitting(
      [
        `Epoch ${epoch}/${this.#epochs}`,
        formatBar(fraction, 20),
        `${Math.floor(fraction * 100)}%`,
        `${formatDuration(this.#step.secondsLeft)} left`,
        `loss ${formatLoss(last.loss)}`,
        `${metricName(this.#metric)} ${formatMetric(this.#metric, stepMetricOf(last, this.#metric))}`,
        `${groupDigits(this.#step.examplesPerSecond)} examples/s`,
      ],
      columns,
    );
  }
}

const taskTexts = {
  starting: 'Starting',
  sending: 'Sending the data set',
  data: 'Reading the data set',
  compiling: 'Compiling the network',
  initializing: 'Initializing the weights',
} as const;

/** As many parts as fit on one line: a line that wraps cannot be drawn over. */
function joinFitting(parts: readonly string[], columns: number): string {
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : `${line}  ${part}`;
    if (longer.length >= columns) break;
    line = longer;
  }
  return line;
}
