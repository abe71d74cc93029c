import type { Predictions } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { type FoundDataset, findDataset } from '../../data/dataset-catalog';
import { openFound } from '../../data/dataset-images';
import { asValues } from '../../data/load-dataset';
import type { Feeds } from '../engine/native-session';
import { exampleTensor } from '../examples/example-source';
import type { RunMoment } from '../prepare/run-control';
import { evaluationBatchSize, type PreparedRun } from '../program/prepared-run';
import { RunFailure, requireValue } from '../protocol/trainer-failure';
import { floats } from './inspected-tensor';
import type { InspectionHandler, QuestionOf, Turn } from './inspection-handler';

/**
 * A whole split through the network, batch by batch. When the training continues in between, the rest is predicted with a copy of the weights as
 * they were when the question was asked.
 */
export const predictions: InspectionHandler<'predictions'> = (moment, question) => {
  let asked: AskedSplit | null = null;
  return {
    next: async (now): Promise<Turn<'predictions'>> => {
      asked ??= await AskedSplit.open(moment, question);
      const value = asked.continue(now.step);
      if (value === null) return { done: false, value: undefined };
      asked.close();
      return { done: true, value };
    },
    close: () => asked?.close(),
  };
};

interface OpenedSplit {
  readonly count: number;
  readonly labels: Int32Array;
  read(indices: Int32Array): Uint8Array;
}

class AskedSplit {
  readonly close: () => void;
  readonly #moment: RunMoment;
  readonly #found: FoundDataset;
  readonly #split: OpenedSplit;
  readonly #answer: Predictions;
  #weights: Feeds | null = null;
  #done = 0;

  private constructor(moment: RunMoment, found: FoundDataset, split: OpenedSplit, close: () => void) {
    this.#moment = moment;
    this.#found = found;
    this.#split = split;
    this.close = close;
    const { count } = split;
    this.#answer = {
      step: moment.step,
      predictions: new Int32Array(count),
      confidences: new Float32Array(count),
      losses: new Float32Array(count),
    };
  }

  /** @throws RunFailure when the data set is not here, or of other examples than the network takes */
  static async open(moment: RunMoment, question: QuestionOf<'predictions'>): Promise<AskedSplit> {
    const { run } = moment;
    const found = requireValue(await findDataset(run.datasets, question.datasetId));
    const { exampleShape } = found.description;
    if (run.target.kind.takesSingleScore !== true) throw new RunFailure(failure('predictions-of-classes'));
    if (exampleShape.join() !== run.exampleShape.join()) {
      const values = { trained: run.exampleShape.join(' × '), asked: exampleShape.join(' × ') };
      throw new RunFailure(failure('predictions-not-possible', values));
    }
    const opened = requireValue(await openFound(found));
    const split = opened.split(question.split) ?? { count: 0, labels: new Int32Array(), read: () => NOTHING };
    return new AskedSplit(moment, found, split, () => opened.close());
  }

  /** Predicts the next batch. The answer, when that was the last one. */
  continue(step: number): Predictions | null {
    const { run } = this.#moment;
    if (this.#done < this.#split.count) {
      // A batch may be the only one: then no copy of the weights is needed.
      const count = Math.min(evaluationBatchSize(run), this.#split.count - this.#done);
      if (this.#done + count < this.#split.count) this.#weights ??= weightsOf(run);
      this.#predict(run, count, step === this.#moment.step ? null : this.#weights);
    }
    return this.#done < this.#split.count ? null : this.#answer;
  }

  #predict(run: PreparedRun, count: number, weights: Feeds | null): void {
    const { program, session } = run;
    const { inputs, outputs } = program.signatures.predict;
    const start = this.#done;
    const indices = Int32Array.from({ length: count }, (_, at) => start + at);
    const { dtype, exampleShape } = this.#found.description;
    const images = exampleTensor(asValues(this.#split.read(indices), dtype), [count, ...exampleShape]);
    const fed = weights === null ? {} : Object.fromEntries(program.evaluationWeights);
    const result = session.run({ inputs: { ...inputs, ...fed }, outputs }, { images, ...weights });
    const { values } = floats(result.probabilities);
    const classes = values.length / count;
    for (let row = 0; row < count; row += 1) this.#keep(start + row, values, row * classes, classes);
    this.#done += count;
  }

  #keep(example: number, values: Float32Array, start: number, classes: number): void {
    let best = 0;
    for (let index = 1; index < classes; index += 1) {
      if ((values[start + index] ?? 0) > (values[start + best] ?? 0)) best = index;
    }
    const label = this.#split.labels[example];
    const ofLabel = label === undefined ? Number.NaN : (values[start + label] ?? Number.NaN);
    this.#answer.predictions[example] = best;
    this.#answer.confidences[example] = values[start + best] ?? 0;
    this.#answer.losses[example] = -Math.log(ofLabel);
  }
}

const NOTHING = new Uint8Array();

function weightsOf({ program, session }: PreparedRun): Feeds {
  return session.run({ inputs: {}, outputs: Object.fromEntries(program.evaluationWeights) });
}
