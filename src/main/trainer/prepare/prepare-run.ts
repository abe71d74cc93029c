import { cpus } from 'node:os';
import type { RunEvent } from '../../../contract/contract';
import { failure, refusalOf } from '../../../contract/failures';
import {
  type PrincipalColors,
  principalColors,
} from '../../../graph-runtime/compile/augmentation/principal-colors';
import { buildProgram, type Program } from '../../../graph-runtime/compile/program';
import { signatureOf } from '../../../graph-runtime/compile/signature';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { ALL_CAPABILITIES } from '../../../graph-runtime/ops/capabilities';
import { checkTraining } from '../../../graph-runtime/training-checks/check-training';
import { trainingDataOf } from '../../../graph-runtime/training-checks/training-data';
import { type FoundDataset, findDataset } from '../../data/dataset-catalog';
import { hasBfloat16 } from '../engine/graphics-cards';
import { NativeSession } from '../engine/native-session';
import { int32 } from '../engine/tensor-data';
import { type Engine, loadEngine, type OpThreads } from '../engine/tensorflow';
import type { ExampleSource } from '../examples/example-source';
import { openExamples } from '../examples/open-examples';
import type { SplitExamples } from '../examples/split-examples';
import { RunFailure, requireValue } from '../protocol/trainer-failure';
import { deviceWarnings } from './device-warnings';
import { borderBrightness } from './image-border';
import { memoryForThisProcess, requireMemory } from './require-memory';
import { settingWarnings } from './setting-warnings';
import { startOver } from './start-over';

/** Of the memory there is; a data set whose images take more stays on the disk. */
const DATA_SHARE = 0.25;
/** Images whose colours are taken for those of all. */
export const COLOR_IMAGES = 10_000;
/** Images that say how the data set's borders look. */
const BORDER_IMAGES = 256;

export interface PrepareOptions {
  readonly document: NetloomDocument;
  /** Use only the first so many training examples, and a proportional share of the test set. */
  readonly limit?: number;
  /** Folder of the data sets. */
  readonly datasets: string;
  /** Main memory the process may have in all; by default what it can have now. */
  readonly memoryBytes?: number;
  /** A data set of more bytes is read from the disk batch by batch; by default a quarter of that memory. */
  readonly dataBudgetBytes?: number;
  readonly emit: (event: RunEvent) => void;
  /** False: nothing is learned, so that settings with which nothing could be are no reason to refuse. By default true. */
  readonly isLearning?: boolean;
}

/** A network in the engine, with its data, ready for the first step. */
export interface PreparedRun {
  readonly document: NetloomDocument;
  readonly analysis: NetworkAnalysis;
  readonly program: Program;
  readonly session: NativeSession;
  readonly source: ExampleSource;
  /** In how many lanes batches that divide by it go, on the engine as it was loaded; 1: whole. */
  readonly lanes: number;
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
  requireChecked(analysis, found, options);
  const memory = options.memoryBytes ?? memoryForThisProcess();
  const source = await openExamples(found, {
    ...(options.limit === undefined ? {} : { limit: options.limit }),
    settings: document.training,
    budgetBytes: options.dataBudgetBytes ?? DATA_SHARE * memory,
  });
  emit({ type: 'preparing', stage: 'compiling' });
  const { imageShape } = found.description;
  const { training } = document;
  const { train, validation } = source.split;
  const colors = colorsFor(training, () => source.firstImages('train', COLOR_IMAGES), imageShape);
  const counts = {
    trainCount: source.trainCount,
    testCount: source.testCount + validation.length,
    cores: cpus().length,
  };
  const data = { imageShape, ...counts, isFed: source.isFed, ...(colors === null ? {} : { colors }) };
  const forProcessor = buildProgram(analysis, data, training);
  const { engine, lanes } = await suitEngine(forProcessor);
  // Only the loaded engine knows its card and what it can do, and only the program knows how the engine is to be loaded.
  const isForCard = engine.device.kind === 'gpu' && training.device !== 'cpu';
  const capabilities = engine.capabilities[isForCard ? 'gpu' : 'cpu'];
  const isAsAssumed = !isForCard && capabilities.size === ALL_CAPABILITIES.size;
  const program = isAsAssumed
    ? forProcessor
    : buildProgram(analysis, { ...data, isForCard, capabilities }, training);
  // Without bfloat16, activations take what they take in float32.
  const precision = capabilities.has('bfloat16') ? training.precision : 'float32';
  const settings = { ...training, precision };
  requireRoom(settings, analysis, { ...source, imageShape }, engine, memory);
  const session = await NativeSession.create(program.graph, training.device);
  const devices = { used: session.device, cards: engine.cards, hasBfloat16: hasBfloat16(), capabilities };
  const warnings = [...settingWarnings(engine.settings), ...deviceWarnings(training, devices)];
  for (const warning of warnings) emit({ type: 'warning', failure: warning });
  emit({ type: 'preparing', stage: 'initializing' });
  const border = borderBrightness(source.firstImages('test', BORDER_IMAGES), imageShape);
  source.attach(program, session);
  session.run(signatureOf(program, 'initialize'), { seed: int32([training.seed], []) });
  return {
    document,
    analysis,
    program,
    session,
    lanes,
    source,
    trainCount: train.length,
    testCount: source.testCount,
    examples: source.split,
    testLabels: source.testLabels,
    borderBrightness: border,
  };
}

/** Gives the engine's memory back and closes the data's files. */
export function closeRun({ session, source }: PreparedRun): void {
  session.dispose();
  source.close();
}

/** A forecast is only made for main memory. */
function requireRoom(
  settings: TrainingSettings,
  analysis: NetworkAnalysis,
  data: Pick<ExampleSource, 'isFed' | 'trainCount' | 'testCount'> & {
    readonly imageShape: readonly number[];
  },
  engine: Engine,
  memory: number,
): void {
  if (engine.device.kind === 'gpu' && settings.device !== 'cpu') return;
  const { imageShape, trainCount, testCount, isFed } = data;
  requireMemory(analysis, settings, { imageShape, trainCount, testCount, isFed }, memory);
}

/** Examples evaluated in one call: no more than are trained on at a time, because of memory. */
export function evaluationBatchSize({ document }: Pick<PreparedRun, 'document'>): number {
  const { batchSize, microBatchSize = batchSize } = document.training;
  return Math.min(batchSize, microBatchSize);
}

/** The last step of an epoch takes what is left. */
export function stepsPerEpoch({ document, trainCount }: PreparedRun): number {
  return Math.ceil(trainCount / document.training.batchSize);
}

/** The principal components of the training images' colours, where the augmentation wants them. */
export function colorsFor(
  { augmentation = [] }: TrainingSettings,
  images: () => Uint8Array,
  imageShape: readonly number[],
): PrincipalColors | null {
  if (!augmentation.some(({ type }) => type === 'pcaColor')) return null;
  return principalColors(images(), imageShape[2] ?? 1);
}

function requireTrainable({ isTrainable, diagnostics }: NetworkAnalysis): void {
  if (isTrainable) return;
  const first = diagnostics.find(({ severity }) => severity === 'error');
  const more = first === undefined ? {} : { path: first.path, detail: first.code };
  throw new RunFailure(failure('network-not-trainable', {}, more));
}

/** What the training checks refuse is refused here too, whoever sent the network. */
function requireChecked(
  analysis: NetworkAnalysis,
  { description }: FoundDataset,
  { limit, isLearning = true }: PrepareOptions,
): void {
  const trainCount = description.splits.train.count;
  const data = trainingDataOf({ ...description, trainCount }, limit);
  const refused = checkTraining(analysis, data).find(
    ({ severity, setting }) => severity === 'error' && (isLearning || setting === undefined),
  );
  if (refused !== undefined) throw new RunFailure(refusalOf(refused));
}

/**
 * Loads the engine with the threads that suit the program. A process that has loaded it with others, ahead of time or for another
 * network, starts over where it can; elsewhere the program runs whole, only slower.
 */
async function suitEngine({ lanes }: Program): Promise<{ readonly engine: Engine; readonly lanes: number }> {
  const wanted: OpThreads = lanes > 1 ? 'one' : 'all';
  const engine = await requireEngine(wanted);
  if (engine.device.kind === 'gpu') return { engine, lanes: 1 };
  if (engine.opThreads !== wanted && !engine.areThreadsChosen) startOver();
  return { engine, lanes: engine.opThreads === 'one' ? lanes : 1 };
}

/** The engine, or the failure thrown. */
export async function requireEngine(opThreads?: OpThreads): Promise<Engine> {
  try {
    return await loadEngine(opThreads);
  } catch (error) {
    throw new RunFailure(failure('engine-missing', {}, { detail: String(error) }));
  }
}
