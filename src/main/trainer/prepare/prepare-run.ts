import { cpus } from 'node:os';
import type { RunEvent } from '../../../contract/contract';
import { allOutputs, planNetwork } from '../../../graph-runtime/compile/lower-network';
import { plannedShards } from '../../../graph-runtime/compile/planned-shards';
import { buildProgram, type Program } from '../../../graph-runtime/compile/program';
import type { ExampleType } from '../../../graph-runtime/datasets/example-type';
import type { TargetDescription } from '../../../graph-runtime/datasets/target-description';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { analyze } from '../../../graph-runtime/infer/analyze';
import type { Capabilities } from '../../../graph-runtime/ops/capabilities';
import type { TargetsOfOutputs } from '../../../graph-runtime/targets/output-targets';
import { labelsOfTarget } from '../../../graph-runtime/targets/registry';
import { contentHashOf } from '../../data/content-hash';
import { type FoundDataset, findDataset } from '../../data/dataset-catalog';
import type { DatasetRoots } from '../../data/dataset-roots';
import { hasBfloat16 } from '../engine/graphics-cards';
import type { NativeSession } from '../engine/native-session';
import { callProgram } from '../engine/program-calls';
import { int32 } from '../engine/tensor-data';
import type { Engine } from '../engine/tensorflow';
import { ComparedExamples } from '../examples/compared-examples';
import type { ExampleSource } from '../examples/example-source';
import { openExamples } from '../examples/open-examples';
import type { PreparedRun } from '../program/prepared-run';
import type { ReplicaGroup } from '../protocol/replica-group';
import { requireValue } from '../protocol/trainer-failure';
import { deviceWarnings } from './device-warnings';
import { borderBrightness } from './image-border';
import { openSession } from './open-session';
import { loadEngineFor } from './require-engine';
import { memoryForThisProcess, requireMemory } from './require-memory';
import { requireChecked, requireTrainable } from './require-trainable';
import { settingWarnings } from './setting-warnings';
import { isLabeled, targetsOfRun } from './target-of-run';
import { COLOR_IMAGES, colorsFor } from './training-colors';

/** Of the memory there is; a data set whose images take more stays on the disk. */
const DATA_SHARE = 0.25;
/** Images that say how the data set's borders look. */
const BORDER_IMAGES = 256;

export interface PrepareOptions {
  readonly document: NetloomDocument;
  /** The number of training examples to use, the first ones, with a proportional share of the test set. */
  readonly limit?: number;
  readonly datasets: DatasetRoots;
  /** Main memory the process may have in all; by default what it can have now. */
  readonly memoryBytes?: number;
  /** A data set of more bytes is read from the disk batch by batch; by default a quarter of that memory. */
  readonly dataBudgetBytes?: number;
  readonly emit: (event: RunEvent) => void;
  /** False: nothing is learned, so that settings with which nothing could be are no reason to refuse. By default true. */
  readonly isLearning?: boolean;
  /** The processes that train it together. */
  readonly group?: ReplicaGroup;
}

/**
 * Checks the network, opens the data, loads the engine, compiles the network for it, moves the data to the engine and initializes the weights.
 *
 * @throws RunFailure when the network cannot be trained, the data does not exist, or the engine cannot be loaded
 */
export async function prepareRun(options: PrepareOptions): Promise<PreparedRun> {
  const { document, emit, group } = options;
  const { training } = document;
  const analysis = analyze(document);
  requireTrainable(analysis);
  emit({ type: 'preparing', task: 'data' });
  const found = requireValue(await findDataset(options.datasets, document.dataset.id, document.dataset.name));
  requireChecked(analysis, found, options);
  const memory = options.memoryBytes ?? memoryForThisProcess();
  const opened = await openSource(options, found, analysis, memory);
  emit({ type: 'preparing', task: 'compiling' });
  const { exampleShape, dtype } = found.description;
  const trained = await targetsOfRun(found, training, analysis, opened);
  const source = comparedIn(analysis, trained, opened, training.seed);
  const described = found.description.target;
  const data = { source, exampleShape, dtype, trained, described };
  const { engine, shards } = await loadEngineFor(plannedShards(analysis, training, cpus().length));
  const target = targetOf(engine, document);
  requireFreeMemory(analysis, document, data, target, memory);
  const program = compile(analysis, document, data, target, { shards, processes: group?.addresses.length });
  const session = await openSession(program.graph, engine, training, group);
  emitWarnings(document, engine, session, target, emit);
  emit({ type: 'preparing', task: 'initializing' });
  const border = borderOf(source, exampleShape);
  source.attach(program, session);
  callProgram({ program, session }, 'initialize', { seed: int32([training.seed], []) });
  return {
    document,
    analysis,
    program,
    session,
    shards,
    source,
    trainCount: source.split.train.length,
    testCount: source.testCount,
    examples: source.split,
    target: program.plan.target,
    targets: trained,
    outputs: program.plan.mains.map((output) => ({
      path: output.path,
      target: program.plan.targetOf(output),
    })),
    exampleShape,
    datasets: options.datasets,
    datasetHash: contentHashOf(found.description),
    testLabels: source.testLabels,
    borderBrightness: border,
    ...(group !== undefined && { group }),
  };
}

function openSource(
  { document, limit, dataBudgetBytes }: PrepareOptions,
  found: FoundDataset,
  analysis: NetworkAnalysis,
  memory: number,
): Promise<ExampleSource> {
  return openExamples(found, {
    ...(limit === undefined ? {} : { limit }),
    settings: document.training,
    budgetBytes: dataBudgetBytes ?? DATA_SHARE * memory,
    isLabeled: isLabeled(found, document.training, analysis),
  });
}

/** The examples as the network takes them: where it compares images, with those that each is compared with, by the label of the output that does. */
function comparedIn(
  analysis: NetworkAnalysis,
  trained: TargetsOfOutputs,
  source: ExampleSource,
  seed: number,
): ExampleSource {
  const plan = planNetwork(analysis, trained);
  if (plan.tuple === null) return source;
  const targets = allOutputs(plan).map((output) => plan.targetOf(output));
  const comparing = targets.find(({ kind }) => kind.tuple !== undefined) ?? plan.target;
  return new ComparedExamples(source, plan.tuple, seed, (stored, count) =>
    labelsOfTarget(stored, comparing, count),
  );
}

/** 0 where the examples are no images. */
function borderOf(source: ExampleSource, [height, width, channels]: readonly number[]): number {
  const pixels = source.firstExamples('test', BORDER_IMAGES);
  if (height === undefined || width === undefined || channels === undefined) return 0;
  return pixels instanceof Uint8Array ? borderBrightness(pixels, [height, width, channels]) : 0;
}

interface RunData {
  readonly source: ExampleSource;
  readonly exampleShape: readonly number[];
  readonly dtype: ExampleType;
  readonly trained: TargetsOfOutputs;
  readonly described: TargetDescription;
}

/** What a program is compiled for: only the loaded engine knows its card and what it can do. */
interface Target {
  readonly isForCard: boolean;
  readonly capabilities: Capabilities;
}

function targetOf(engine: Engine, { training }: NetloomDocument): Target {
  const isForCard = engine.device.kind === 'gpu' && training.device !== 'cpu';
  return { isForCard, capabilities: engine.capabilities[isForCard ? 'gpu' : 'cpu'] };
}

function compile(
  analysis: NetworkAnalysis,
  { training }: NetloomDocument,
  { source, exampleShape, dtype, trained }: RunData,
  target: Target,
  division: { readonly shards: number; readonly processes: number | undefined },
): Program {
  const colors = colorsFor(training, () => source.firstExamples('train', COLOR_IMAGES), exampleShape);
  const counts = {
    trainCount: source.trainCount,
    testCount: source.testCount + source.split.validation.length,
  };
  const data = {
    ...{ exampleShape, dtype, target: trained, isFed: source.isFed },
    ...counts,
    ...(colors !== null && { colors }),
  };
  return buildProgram(analysis, { ...data, ...target, ...division }, training);
}

/** A forecast is only made for main memory. */
function requireFreeMemory(
  analysis: NetworkAnalysis,
  { training }: NetloomDocument,
  { source, exampleShape, dtype, described }: RunData,
  { isForCard, capabilities }: Target,
  memory: number,
): void {
  if (isForCard) return;
  const { trainCount, testCount, isFed } = source;
  // Without bfloat16, activations take what they take in float32.
  const precision = capabilities.has('bfloat16') ? training.precision : 'float32';
  const data = { exampleShape, dtype, target: described, trainCount, testCount, isFed };
  requireMemory(analysis, { ...training, precision }, data, memory);
}

function emitWarnings(
  { training }: NetloomDocument,
  engine: Engine,
  session: NativeSession,
  { capabilities }: Target,
  emit: (event: RunEvent) => void,
): void {
  const devices = { used: session.device, cards: engine.cards, hasBfloat16: hasBfloat16(), capabilities };
  const warnings = [...settingWarnings(engine.settings), ...deviceWarnings(training, devices)];
  for (const warning of warnings) emit({ type: 'warning', failure: warning });
}
