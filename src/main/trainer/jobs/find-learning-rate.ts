import type { LearningRatePoint } from '../../../contract/contract';
import type { DatasetRoots } from '../../data/dataset-roots';
import { shuffledOrder } from '../examples/random-order';
import { prepareRun } from '../prepare/prepare-run';
import type { RunControl } from '../prepare/run-control';
import type { TrainerCommand, TrainerMessage } from '../protocol/protocol';
import { asFailure } from '../protocol/trainer-failure';
import { TrainingSteps } from '../run/training-steps';

const LOWEST_RATE = 1e-6;
const HIGHEST_RATE = 10;
const STEPS = 120;
/**
 * The loss shown is an exponential mean with this weight of the past. It lags by four steps, a quarter of a power of ten; with 0.9 it
 * would be nine, and the rate read off it three times too high.
 */
const SMOOTHING = 0.8;
/** Beyond this many times the best loss, learning has broken down. */
const BREAKDOWN = 4;

export interface FindOptions {
  readonly command: Extract<TrainerCommand, { type: 'find-learning-rate' }>;
  readonly datasets: DatasetRoots;
  readonly send: (message: TrainerMessage) => void;
  readonly control: RunControl;
}

/**
 * Trains from fresh weights with a learning rate that grows exponentially from step to step, until the loss breaks down (Smith 2017,
 * section 3.3): the rate to take lies where it falls fastest. The document's own schedule does not count.
 *
 * @throws RunFailure when the network cannot be trained
 */
export async function findLearningRate({ command, datasets, send, control }: FindOptions): Promise<void> {
  const run = await prepareRun({ ...command, datasets, emit: () => undefined });
  try {
    const { trainCount, examples } = run;
    const { batchSize, seed, optimizer } = command.document.training;
    const points: LearningRatePoint[] = [];
    let mean = 0;
    let best = Number.POSITIVE_INFINITY;
    let order = shuffledOrder(trainCount, seed, 1);
    let start = 0;
    for (let step = 1; step <= STEPS; step += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (control.isStopRequested) break;
      if (start >= trainCount) {
        start = 0;
        order = shuffledOrder(trainCount, seed, 1 + Math.ceil((step * batchSize) / trainCount));
      }
      const places = order.subarray(start, start + batchSize);
      start += batchSize;
      const learningRate = LOWEST_RATE * (HIGHEST_RATE / LOWEST_RATE) ** ((step - 1) / (STEPS - 1));
      const settings = { ...optimizer, learningRate };
      const training = { ...run.document.training, optimizer: settings, schedule: CONSTANT };
      const steps = new TrainingSteps({ ...run, document: { ...run.document, training } });
      const loss = lossOf(
        steps,
        places.map((place) => examples.train[place] ?? 0),
        step,
      );
      if (loss === null) break;
      mean = SMOOTHING * mean + (1 - SMOOTHING) * loss;
      // Without the share of the zero it began with.
      const smoothed = mean / (1 - SMOOTHING ** step);
      const point = { learningRate, loss: smoothed };
      points.push(point);
      send({ type: 'learning-rate', point });
      best = Math.min(best, smoothed);
      if (smoothed > BREAKDOWN * best) break;
    }
    send({ type: 'learning-rates', points });
  } finally {
    run.session.dispose();
  }
}

const CONSTANT = { type: 'constant', warmupEpochs: 0 } as const;

/** Null when it is not finite any more: that is where the search ends. */
function lossOf(steps: TrainingSteps, indices: Int32Array, step: number): number | null {
  try {
    return steps.train(indices, { step, stepsPerEpoch: STEPS, epochs: 1 }).loss;
  } catch (error) {
    if (['loss-not-finite', 'weights-not-finite'].includes(asFailure(error).code)) return null;
    throw error;
  }
}
