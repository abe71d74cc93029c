import { secondsOfPlan } from '../compile/beside-examples';
import {
  type Batch,
  type DataSplit,
  declareSplit,
  feedBatch,
  gatherBatch,
  labelTypeOf,
} from '../compile/data-input';
import { type NetworkInput, type NetworkPlan, targetsOfPlan } from '../compile/lower-network';
import type { Preparation } from '../compile/prepare-images';
import { type LabelColumn, numbersOfExamples, type TargetDescription } from '../datasets/target-description';
import type { TrainingSettings } from '../document/document';
import type { OpGraph, Value } from '../ops/op-graph';
import { placeholder } from '../ops/variables';
import { rowsOf } from '../targets/tuples';

/** What shapes the batches of a forecast. */
type PlacedData = Partial<
  Pick<TrainingSettings, 'augmentation' | 'mixup' | 'cutMix' | 'normalization' | 'imageFit'>
> & {
  /** `[height, width, channels]` of the stored images. */
  readonly exampleShape: readonly number[];
  readonly isFed: boolean;
  /** What the data set's labels are; absent: one class. */
  readonly targets?: TargetDescription | undefined;
};

/**
 * A batch of images as the data set keeps them, or of the input's own channels where the data does not fit the network.
 *
 * @param seed null: an evaluation's, in which nothing is random
 */
export function placeBatch(
  graph: OpGraph,
  split: 'train' | 'test',
  plan: NetworkPlan,
  seed: Value | null,
  {
    exampleShape: [height = 1, width = 1, stored = 1],
    isFed,
    augmentation = [],
    mixup,
    cutMix,
    normalization,
    imageFit,
    targets,
  }: PlacedData,
): Batch {
  const { shape: inputShape } = plan.input;
  const numbers = fittingNumbers(plan, targets);
  const wanted = inputShape[2] ?? stored;
  const channels = stored === 1 || (stored === 3 && wanted === 1) ? stored : wanted;
  const exampleShape = [height, width, channels];
  // Numbers take the same memory whatever they are; lists of a wrong length are reported elsewhere.
  const colors = Array.from({ length: channels }, (_, channel) => ({
    variance: 1,
    direction: Array.from({ length: channels }, (_entry, place) => (place === channel ? 1 : 0)),
  }));
  // Rows of a table have no boxes: the problem is reported elsewhere.
  const mixing = { mixup, ...(inputShape.length === 3 && { cutMix }) };
  const preparation: Preparation = {
    inputShape,
    targets: targetsOfPlan(plan),
    rows: rowsOf(plan.tuple),
    numbers: numbers ?? undefined,
    seconds: secondsOfPlan(plan),
    normalization: normalization && { mean: [0], deviation: [1] },
    imageFit,
    augmentation: seed === null ? undefined : { augmentations: augmentation, seed, colors, mixing },
  };
  const batch = isFed
    ? feedBatch(graph, split, exampleShape, preparation)
    : gatherBatch(graph, declareStored(graph, split, exampleShape, preparation), preparation);
  return withMissing(graph, split, plan, batch);
}

/** What inputs take beside the examples, and the data set has not, or other numbers of: the problem is reported elsewhere. */
function withMissing(graph: OpGraph, split: string, plan: NetworkPlan, batch: Batch): Batch {
  const missing = ({ path, shape }: NetworkInput) =>
    graph.scoped(`data/${split}/${path}`, () => placeholder(graph, 'float32', [null, ...shape]));
  const numbers = batch.numbers ?? (plan.numbers && missing(plan.numbers));
  const seconds = new Map(
    plan.seconds.map((second) => [second.path, batch.seconds?.get(second.path) ?? missing(second)]),
  );
  const isFed = (value: Value) =>
    value !== batch.numbers && ![...(batch.seconds?.values() ?? [])].includes(value);
  const fed = [...(numbers ? [['numbers', numbers] as const] : []), ...seconds].filter(([, value]) =>
    isFed(value),
  );
  return {
    ...batch,
    feeds: { ...batch.feeds, ...Object.fromEntries(fed) },
    ...(numbers && { numbers }),
    seconds,
  };
}

/** Where the numbers lie that an input takes, where the data set has as many. */
function fittingNumbers(
  { numbers }: NetworkPlan,
  targets: TargetDescription | undefined,
): LabelColumn | null {
  const column = (targets && numbersOfExamples(targets)?.column) ?? null;
  return numbers !== null && column?.values === numbers.shape[0] ? column : null;
}

function declareStored(
  graph: OpGraph,
  split: 'train' | 'test',
  exampleShape: readonly number[],
  preparation: Preparation,
): DataSplit {
  return declareSplit(graph, split, 1, exampleShape, 'uint8', labelTypeOf(preparation, exampleShape));
}
