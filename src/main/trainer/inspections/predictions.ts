import type { Predictions } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { labelSize } from '../../../graph-runtime/datasets/labels/label-kind';
import { numbersOfPlan, secondsOfPlan } from '../../../graph-runtime/compile/beside-examples';
import { secondFeed } from '../../../graph-runtime/compile/asked-examples';
import {
  labelKindOf,
  labelNamed,
  numbersOfExamples,
  storedValueCount,
  type TargetDescription,
  targetSize,
} from '../../../graph-runtime/datasets/target-description';
import type { Value } from '../../../graph-runtime/ops/op-graph';
import { labelsKey, labelsOfTarget } from '../../../graph-runtime/targets/registry';
import { type FoundDataset, findDataset } from '../../data/dataset-catalog';
import { type OpenedSplit, openFound } from '../../data/dataset-images';
import { ImageFile } from '../../data/image-file';
import { asValues } from '../../data/load-dataset';
import { pickTargets, storedLabelType, type TargetValues } from '../../data/load-targets';
import type { Feeds } from '../engine/native-session';
import { float32, type TensorData } from '../engine/tensor-data';
import { exampleTensor, labelTensor } from '../examples/example-source';
import type { RunMoment } from '../prepare/run-control';
import { type AskedOutput, askedOutput } from './asked-output';
import { evaluationBatchSize, type PreparedRun } from '../program/prepared-run';
import { RunFailure, requireValue } from '../protocol/trainer-failure';
import { floats } from './inspected-tensor';
import type { InspectionHandler, QuestionOf, Turn } from './inspection-handler';
import type { GatheredPredictions } from './split-predictions/gathered-predictions';
import { numbersOfRows } from './sample-numbers';
import { secondImageAlike, secondImagesOf } from './sample-seconds';
import { splitPredictionsOf } from './split-predictions/registry';

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

const NOTHING = new Uint8Array();
const EMPTY: OpenedSplit = {
  count: 0,
  labels: new Int32Array(),
  targets: new Int32Array(),
  numbers: null,
  read: () => NOTHING,
};

class AskedSplit {
  readonly close: () => void;
  readonly #moment: RunMoment;
  readonly #asked: AskedOutput;
  readonly #found: FoundDataset;
  readonly #split: OpenedSplit;
  readonly #gathered: GatheredPredictions;
  #weights: Feeds | null = null;
  #done = 0;

  private constructor(
    moment: RunMoment,
    asked: AskedOutput,
    found: FoundDataset,
    split: OpenedSplit,
    close: () => void,
  ) {
    this.#moment = moment;
    this.#asked = asked;
    this.#found = found;
    this.#split = split;
    this.close = close;
    this.#gathered = splitPredictionsOf(asked.run.target).begin(asked.run, split.count);
  }

  /** @throws RunFailure when the data set is not here, or of other examples or labels than the network's */
  static async open(moment: RunMoment, question: QuestionOf<'predictions'>): Promise<AskedSplit> {
    const asked = askedOutput(moment.run, question.output);
    const { run } = asked;
    const found = requireValue(await findDataset(run.datasets, question.datasetId));
    requireAlike(run, found);
    const opened = requireValue(await openFound(found));
    const split = opened.split(question.split) ?? EMPTY;
    return new AskedSplit(moment, asked, found, split, () => opened.close());
  }

  /** Predicts the next batch. The answer, when that was the last one. */
  continue(step: number): Predictions | null {
    const { run } = this.#asked;
    if (this.#done < this.#split.count) {
      // A batch may be the only one: then no copy of the weights is needed.
      const count = Math.min(evaluationBatchSize(run), this.#split.count - this.#done);
      if (this.#done + count < this.#split.count) this.#weights ??= weightsOf(run);
      this.#predict(run, count, step === this.#moment.step ? null : this.#weights);
    }
    return this.#done < this.#split.count ? null : this.#gathered.result(this.#moment.step);
  }

  #predict(run: PreparedRun, count: number, weights: Feeds | null): void {
    const { program, session } = run;
    const { inputs } = program.signatures.predict;
    const start = this.#done;
    const indices = Int32Array.from({ length: count }, (_, at) => start + at);
    const { dtype, exampleShape } = this.#found.description;
    const images = exampleTensor(asValues(this.#split.read(indices), dtype), [count, ...exampleShape]);
    const fed = weights === null ? {} : Object.fromEntries(program.evaluationWeights);
    const { scores, probabilities } = this.#asked.evaluated;
    const isScored = scores !== null && splitPredictionsOf(run.target).wantsScores === true;
    const wanted: Readonly<Record<string, Value>> = { probabilities, ...(isScored && { scores }) };
    const labels = isScored ? this.#labels(indices) : null;
    const stored = labels && program.storedImages.get(labelsKey(run.target));
    const result = session.run(
      {
        inputs: { ...inputs, ...fed, ...(stored && { labels: stored }) },
        outputs: wanted,
      },
      { images, ...(stored && { labels }), ...this.#numbers(indices), ...this.#seconds(indices), ...weights },
    );
    this.#gathered.add({
      ...{ start, count },
      values: floats(result.probabilities),
      scores: isScored ? floats(result.scores).values : new Float32Array(),
      targets: () => this.#targets(indices),
    });
    this.#done += count;
  }

  /** What the network takes beside the examples. */
  #numbers(indices: Int32Array): Feeds {
    const { run } = this.#asked;
    const trained = numbersOfPlan(run.program.plan);
    const { description } = this.#found;
    const of = numbersOfExamples(description.target);
    const { numbers } = this.#split;
    if (trained === null || of === null || numbers === null) return {};
    const rows = pickTargets(numbers, storedValueCount(description.target), indices);
    const { values, shape } = numbersOfRows(rows, of, trained);
    return { numbers: float32(values, shape) };
  }

  /** What the predictions are compared with, where scores depend on labels. */
  #labels(indices: Int32Array): TensorData | null {
    const { target } = this.#asked.run;
    const { exampleShape } = this.#found.description;
    const type = labelKindOf(target.description).storage(target.description, exampleShape);
    const targets = target.kind.pixelScale === undefined ? null : this.#targets(indices);
    return targets === null || type === null ? null : labelTensor(targets, [indices.length, ...type.shape]);
  }

  /** The second images that inputs of the network take. */
  #seconds(indices: Int32Array): Feeds {
    const taken = secondsOfPlan(this.#asked.run.program.plan);
    const rows = taken.length === 0 ? null : this.#rows(indices);
    if (rows === null) return {};
    const { target, exampleShape } = this.#found.description;
    return Object.fromEntries(
      taken.flatMap((second) => {
        const own = secondImageAlike(target, second);
        return own === null
          ? []
          : [[secondFeed(second), secondImagesOf(rows, own, exampleShape, indices.length)]];
      }),
    );
  }

  /** The labels of some examples as they are stored; null where there are none. */
  #rows(indices: Int32Array): TargetValues | null {
    const { targets } = this.#split;
    const type = storedLabelType(this.#found.description);
    if (type === null) return null;
    return targets instanceof ImageFile
      ? targets.read(indices)
      : pickTargets(targets, labelSize(type), indices);
  }

  #targets(indices: Int32Array): TargetValues | null {
    const picked = this.#rows(indices);
    if (picked === null) return null;
    const { target } = this.#asked.run;
    // The label of that name, wherever this data set has it.
    const column = labelNamed(this.#found.description.target, target.column?.name ?? '')?.column ?? undefined;
    return labelsOfTarget(picked, { kind: target.kind, ...(column && { column }) }, indices.length);
  }
}

/** Whether the network can be asked about the examples. A reconstruction needs no labels. @throws RunFailure when it cannot */
function requireAlike(run: PreparedRun, { description }: FoundDataset): void {
  const { target, exampleShape: trained } = run;
  const { exampleShape } = description;
  const numbers = numbersOfPlan(run.program.plan);
  const names = numbers?.names.join(', ') ?? '';
  if (numbers !== null && numbersOfExamples(description.target)?.names.join(', ') !== names)
    throw new RunFailure(failure('predictions-without-numbers', { trained: names }));
  requireSeconds(run, description.target);
  if (exampleShape.join() !== trained.join()) {
    const values = { trained: trained.join(' × '), asked: exampleShape.join(' × ') };
    throw new RunFailure(failure('predictions-not-possible', values));
  }
  const labels = labelNamed(description.target, target.column?.name ?? '')?.description;
  const { kind, size, description: learned } = target;
  const isAlike =
    labels !== undefined &&
    kind.labels === labels.kind &&
    targetSize(labels) === size &&
    kind.pixelScale?.(labels) === kind.pixelScale?.(learned);
  if (target.kind.id !== 'input' && !isAlike) throw new RunFailure(failure('predictions-of-others'));
}

/** @throws RunFailure where a data set lacks second images that the network takes */
function requireSeconds({ program }: PreparedRun, target: TargetDescription): void {
  const missing = secondsOfPlan(program.plan).filter((second) => secondImageAlike(target, second) === null);
  if (missing.length === 0) return;
  const trained = missing.map(({ column }) => column?.name ?? '1').join(', ');
  throw new RunFailure(failure('predictions-without-second-images', { trained }));
}

function weightsOf({ program, session }: PreparedRun): Feeds {
  return session.run({ inputs: {}, outputs: Object.fromEntries(program.evaluationWeights) });
}
