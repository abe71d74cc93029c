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
import { RunFailure } from './trainer-failure';

/** Images that go to the engine in one call: few enough that the copy on the way stays small. */
const IMAGES_PER_CALL = 1024;

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
  readonly trainCount: number;
  readonly testCount: number;
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
  const trainCount = data.train.count;
  const testCount = data.test.count;
  const { imageShape } = found.description;
  const colors = colorsFor(document.training, data.train.images, imageShape);
  const program = buildProgram(
    analysis,
    { imageShape, trainCount, testCount, ...(colors === null ? {} : { colors }) },
    document.training,
  );
  await requireEngine();
  const session = await NativeSession.create(program.graph);
  emit({ type: 'preparing', stage: 'initializing' });
  const run = { document, analysis, program, session, trainCount, testCount };
  moveData(run, data, imageShape);
  session.run(signatureOf(program, 'initialize'), { seed: int32([document.training.seed], []) });
  return run;
}

/** One of the program's signatures. */
export function signatureOf(program: Program, name: string) {
  const signature = program.signatures[name];
  if (signature === undefined) throw new Error(`the program has no signature ${name}`);
  return signature;
}

/** The principal components of the training images' colours, where the augmentation wants them. */
function colorsFor(
  { augmentation = [] }: TrainingSettings,
  images: Uint8Array,
  imageShape: readonly number[],
): PrincipalColors | null {
  if (!augmentation.some(({ type }) => type === 'pcaColor')) return null;
  return principalColors(images, imageShape[2] ?? 1);
}

function requireValue<T>(reply: Reply<T>): T {
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

async function requireEngine(): Promise<void> {
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
    count,
    images: split.images.subarray(0, count * imageSize),
    labels: split.labels.subarray(0, count),
  };
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
