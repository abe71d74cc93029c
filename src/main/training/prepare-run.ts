import {
  type PrincipalColors,
  principalColors,
} from '../../graph-runtime/compile/augmentation/principal-colors';
import { type NetworkPlan, planNetwork } from '../../graph-runtime/compile/lower-network';
import { buildProgram, type Program } from '../../graph-runtime/compile/program';
import type { NetloomDocument, TrainingSettings } from '../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../graph-runtime/infer/analysis';
import { analyze } from '../../graph-runtime/infer/analyze';
import type { Reply, RunEvent } from '../../preload/contract';
import { failure } from '../../preload/failures';
import { type FoundDataset, findDataset } from '../data/dataset-catalog';
import { type LoadedDataset, type LoadedSplit, loadDataset } from '../data/load-dataset';
import { NativeSession } from './engine/native-session';
import { int32 } from './engine/tensor-data';
import { loadEngine } from './engine/tensorflow';
import { borderBrightness } from './inspections/image-border';
import { type SplitExamples, splitExamples } from './split-examples';
import { RunFailure } from './trainer-failure';

/** Images that go to the engine in one call: few enough that the copy on the way stays small. */
const IMAGES_PER_CALL = 1024;
/** Images that say how the data set's borders look. */
const BORDER_IMAGES = 256;

export interface PrepareOptions {
  readonly document: NetloomDocument;
  /** Use only the first so many training examples, and a proportional share of the test set. */
  readonly limit?: number;
  /** Folder of the data sets. */
  readonly datasets: string;
  readonly emit: (event: RunEvent) => void;
}

/** A network in the engine, with its data, ready for the first step. */
export interface PreparedRun {
  readonly document: NetloomDocument;
  readonly analysis: NetworkAnalysis;
  readonly program: Program;
  readonly session: NativeSession;
  /** Examples trained on in an epoch, and test examples; those kept apart lie behind the test examples in the engine's test split. */
  readonly trainCount: number;
  readonly testCount: number;
  readonly examples: SplitExamples;
  /** Class of each test example. */
  readonly testLabels: Uint8Array;
  /** Mean brightness of the border of the data set's images, from 0 to 1. */
  readonly borderBrightness: number;
}

/**
 * Checks the network, compiles it, moves data to the engine and initialises the weights.
 *
 * @throws RunFailure when the network cannot be trained, the data is not there, or the engine cannot be loaded
 */
export async function prepareRun(options: PrepareOptions): Promise<PreparedRun> {
  const { document, emit } = options;
  const analysis = analyze(document);
  requireTrainable(analysis);
  emit({ type: 'preparing', stage: 'data' });
  const found = requireValue(await findDataset(options.datasets, document.dataset.id));
  const data = limited(requireValue(await loadDataset(found)), options.limit);
  emit({ type: 'preparing', stage: 'compiling' });
  requireMatchingData(analysis, planNetwork(analysis), found);
  const { seed, validationShare } = document.training;
  const examples = splitExamples(data.train.count, seed, validationShare);
  const judged = withExamples(data.test, data.train, examples.validation);
  const { imageShape } = found.description;
  const colors = colorsFor(document.training, data.train.images, imageShape);
  const counts = { trainCount: data.train.count, testCount: judged.count };
  const program = buildProgram(
    analysis,
    { imageShape, ...counts, ...(colors === null ? {} : { colors }) },
    document.training,
  );
  await requireEngine();
  const session = await NativeSession.create(program.graph);
  emit({ type: 'preparing', stage: 'initializing' });
  const run = {
    document,
    analysis,
    program,
    session,
    trainCount: examples.train.length,
    testCount: data.test.count,
    examples,
    testLabels: data.test.labels,
    borderBrightness: borderBrightness(firstOf(data.test, BORDER_IMAGES).images, imageShape),
  };
  moveData(run, { train: data.train, test: judged }, imageShape);
  session.run(signatureOf(program, 'initialize'), { seed: int32([seed], []) });
  return run;
}

/** Examples evaluated in one call: no more than are trained on at a time, because of memory. */
export function evaluationBatchSize({ document }: Pick<PreparedRun, 'document'>): number {
  const { batchSize, microBatchSize = batchSize } = document.training;
  return Math.min(batchSize, microBatchSize);
}

/** One of the program's signatures. */
export function signatureOf(program: Program, name: string) {
  const signature = program.signatures[name];
  if (signature === undefined) throw new Error(`the program has no signature ${name}`);
  return signature;
}

/** The principal components of the training images' colours, where the augmentation wants them. */
export function colorsFor(
  { augmentation = [] }: TrainingSettings,
  images: Uint8Array,
  imageShape: readonly number[],
): PrincipalColors | null {
  if (!augmentation.some(({ type }) => type === 'pcaColor')) return null;
  return principalColors(images, imageShape[2] ?? 1);
}

/** The value of a reply, or the failure thrown. */
export function requireValue<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new RunFailure(reply.error);
  return reply.value;
}

function requireTrainable({ isTrainable, diagnostics }: NetworkAnalysis): void {
  if (isTrainable) return;
  const first = diagnostics.find(({ severity }) => severity === 'error');
  const more = first === undefined ? {} : { path: first.path, detail: first.code };
  throw new RunFailure(failure('network-not-trainable', {}, more));
}

/** More classes than the data has are allowed (the network learns not to predict them); fewer cannot be. */
function requireMatchingData(
  analysis: NetworkAnalysis,
  { main, input }: NetworkPlan,
  { description }: FoundDataset,
): void {
  const scores = analysis.nodes.get(main.path)?.inputs[0];
  const received = scores ? main.loss.targetCount(scores) : 0;
  const expected = description.classNames.en.length;
  if (received < expected) {
    throw new RunFailure(failure('classes-do-not-match', { received, expected }, { path: main.path }));
  }
  const [, , stored] = description.imageShape;
  const wanted = input.shape[2] ?? stored;
  if (wanted !== stored && stored !== 1 && wanted !== 1) {
    const values = { received: wanted, expected: stored };
    throw new RunFailure(failure('channels-do-not-match', values, { path: input.path }));
  }
}

export async function requireEngine(): Promise<void> {
  try {
    await loadEngine();
  } catch (error) {
    throw new RunFailure(failure('engine-missing', {}, { detail: String(error) }));
  }
}

function limited(data: LoadedDataset, limit: number | undefined): LoadedDataset {
  if (limit === undefined || limit >= data.train.count) return data;
  const share = limit / data.train.count;
  return {
    train: firstOf(data.train, limit),
    test: firstOf(data.test, Math.max(1, Math.round(data.test.count * share))),
  };
}

function firstOf(split: LoadedSplit, count: number): LoadedSplit {
  const imageSize = split.images.length / split.count;
  return {
    count: Math.min(count, split.count),
    images: split.images.subarray(0, count * imageSize),
    labels: split.labels.subarray(0, count),
  };
}

/** A split with some examples of another one behind its own. */
function withExamples(split: LoadedSplit, other: LoadedSplit, indices: Int32Array): LoadedSplit {
  if (indices.length === 0) return split;
  const size = split.images.length / split.count;
  const count = split.count + indices.length;
  const images = new Uint8Array(count * size);
  const labels = new Uint8Array(count);
  images.set(split.images);
  labels.set(split.labels);
  indices.forEach((index, place) => {
    images.set(other.images.subarray(index * size, (index + 1) * size), (split.count + place) * size);
    labels[split.count + place] = other.labels[index] ?? 0;
  });
  return { count, images, labels };
}

function moveData(
  { program, session }: PreparedRun,
  data: LoadedDataset,
  imageShape: readonly number[],
): void {
  const imageSize = imageShape.reduce((product, size) => product * size, 1);
  for (const name of ['train', 'test'] as const) {
    const { count, images, labels } = data[name];
    session.run(signatureOf(program, `allocate-${name}`));
    for (let start = 0; start < count; start += IMAGES_PER_CALL) {
      const end = Math.min(start + IMAGES_PER_CALL, count);
      session.run(signatureOf(program, `fill-${name}`), {
        places: int32(Array.from({ length: end - start }, (_, index) => start + index)),
        images: {
          dtype: 'uint8',
          shape: [end - start, ...imageShape],
          values: images.subarray(start * imageSize, end * imageSize),
        },
        labels: int32(labels.subarray(start, end)),
      });
    }
  }
}
