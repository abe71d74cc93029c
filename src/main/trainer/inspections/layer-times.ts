import type { LayerTime, LayerTimes } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import {
  buildLayerTiming,
  type LayerTiming,
  type TimedSpan,
} from '../../../graph-runtime/compile/layer-timing';
import { scalarsAt } from '../../../graph-runtime/compile/optimizer-scalars';
import { plannedShards } from '../../../graph-runtime/compile/planned-shards';
import { buildProgram, type Program } from '../../../graph-runtime/compile/program';
import { type SignatureName, signatureOf } from '../../../graph-runtime/compile/program-signatures';
import type { ExampleType } from '../../../graph-runtime/datasets/example-type';
import { forecastTrainingMemory, largestBatchThatFits } from '../../../graph-runtime/memory/memory-forecast';
import { usesColors } from '../../../graph-runtime/settings/augmentation/registry';
import { availableMemory } from '../../machine/available-memory';
import { type Feeds, NativeSession } from '../engine/native-session';
import { callProgram } from '../engine/program-calls';
import { float32, int32, type TensorData } from '../engine/tensor-data';
import { exampleTensor } from '../examples/example-source';
import type { RunMoment } from '../prepare/run-control';
import { evaluationBatchSize, type PreparedRun } from '../program/prepared-run';
import { readWeights, writeState } from '../program/program-state';
import { RunFailure } from '../protocol/trainer-failure';
import { floats } from './inspected-tensor';
import type { InspectionHandler, Turn, Work } from './inspection-handler';
import { median } from './median';

/** Not counted: memory is still being laid out in them. */
const WARM_UP_ROUNDS = 1;
const MOST_ROUNDS = 15;
/** Fewer where steps are slow: with three, the median is still not the one that was disturbed. */
const LEAST_ROUNDS = 3;
const ENOUGH_SECONDS = 4;

/** Takes the time of every layer, on a copy of the network in its own session: the run itself does not change. */
export const layerTimes: InspectionHandler<'layer-times'> = (moment) => new LayerTimesWork(moment);

class LayerTimesWork implements Work<'layer-times'> {
  readonly #moment: RunMoment;
  #copy: TimedCopy | null = null;
  #round = -WARM_UP_ROUNDS;
  #seconds = 0;
  readonly #stepSeconds: number[] = [];
  /** Of every round, of every span. */
  readonly #roundSeconds: (readonly number[])[] = [];

  constructor(moment: RunMoment) {
    this.#moment = moment;
  }

  async next(): Promise<Turn<'layer-times'>> {
    try {
      this.#copy ??= await TimedCopy.create(this.#moment.run);
      this.#measure(this.#copy);
      if (!this.#isEnough) return { done: false, value: undefined };
      const value = this.#result(this.#copy);
      this.close();
      return { done: true, value };
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#copy?.dispose();
    this.#copy = null;
  }

  /** One ordinary step and one with a clock: what disturbs the machine meanwhile disturbs both. */
  #measure(copy: TimedCopy): void {
    const begun = performance.now();
    copy.step();
    const stepSeconds = (performance.now() - begun) / 1000;
    const spans = copy.spanSeconds();
    this.#round += 1;
    if (this.#round <= 0) return;
    this.#seconds += (performance.now() - begun) / 1000;
    this.#stepSeconds.push(stepSeconds);
    this.#roundSeconds.push(spans);
  }

  get #isEnough(): boolean {
    const isLong = this.#round >= LEAST_ROUNDS && this.#seconds >= ENOUGH_SECONDS;
    return isLong || this.#round >= MOST_ROUNDS;
  }

  #result({ timing: { spans }, batchSize }: TimedCopy): LayerTimes {
    const milliseconds = spans.map((span, index) => ({
      span,
      time: 1000 * median(this.#roundSeconds.map((seconds) => seconds[index] ?? 0)),
    }));
    const sumOf = (matches: (span: TimedSpan) => boolean) =>
      milliseconds.filter(({ span }) => matches(span)).reduce((sum, { time }) => sum + time, 0);
    const { run, step } = this.#moment;
    const layers = run.program.plan.paths.map(
      (path): LayerTime => ({
        path,
        forwardMilliseconds: sumOf((span) => span.kind === 'forward' && span.path === path),
        backwardMilliseconds: sumOf((span) => span.kind === 'backward' && span.path === path),
      }),
    );
    return {
      step,
      batchSize,
      rounds: this.#round,
      device: run.session.device,
      layers,
      inputMilliseconds: sumOf(({ kind }) => kind === 'input'),
      updateMilliseconds: sumOf(({ kind }) => kind === 'update'),
      sumMilliseconds: sumOf(() => true),
      stepMilliseconds: 1000 * median(this.#stepSeconds),
    };
  }
}

/** A run's network with its weights and a batch of test images, in its own session. */
class TimedCopy {
  readonly timing: LayerTiming;
  readonly batchSize: number;
  readonly #program: Program;
  readonly #session: NativeSession;
  readonly #feeds: Feeds;

  private constructor(
    program: Program,
    timing: LayerTiming,
    session: NativeSession,
    batchSize: number,
    rows: number,
  ) {
    this.timing = timing;
    this.batchSize = batchSize;
    this.#program = program;
    this.#session = session;
    // Nothing is to be learned: with a rate of 0 the weights stay.
    const scalars = Object.entries(scalarsAt(program, 0, 1));
    this.#feeds = {
      indices: int32(Array.from({ length: batchSize * rows }, (_, index) => index)),
      seed: int32([0, 1]),
      ...Object.fromEntries(scalars.map(([name, value]) => [name, float32([value], [])])),
    };
  }

  /** @throws RunFailure when not even one example fits the memory beside the run */
  static async create(run: PreparedRun): Promise<TimedCopy> {
    const batchSize = batchThatFits(run);
    const { microBatchSize: _, replicas: __, ...training } = { ...run.document.training, batchSize };
    const [image] = run.source.images('test', [0]);
    if (image === undefined) throw new Error('there are no test images');
    // The ordinary step goes in shards where the run's do; layers are timed with the threads that the engine was loaded with.
    const shards = plannedShards(run.analysis, training, run.shards);
    const { isForCard, capabilities } = run.program.graph;
    const data = {
      target: run.targets,
      ...{
        exampleShape: image.shape.slice(1),
        dtype: typeOf(image),
        trainCount: batchSize * run.source.rows,
        testCount: 1,
      },
      ...{ shards, isForCard, capabilities },
    };
    // The data set's principal colors are not known here; that augmentation is one small product.
    const withoutColors = (training.augmentation ?? []).filter((augmentation) => !usesColors(augmentation));
    const program = buildProgram(run.analysis, data, { ...training, augmentation: withoutColors });
    const { plan, batch, weights, optimizer, slots, train } = program;
    const { seed } = train.batchInputs;
    if (seed === undefined) throw new Error('the step has no seed');
    const { batchInputs } = train;
    const isQueued = run.session.device.kind === 'gpu';
    const timing = buildLayerTiming(program.graph, {
      ...{ plan, batch, weights, optimizer, slots, seed, batchInputs, isQueued },
    });
    const session = await NativeSession.create(program.graph, training.device);
    try {
      const copy = new TimedCopy(program, timing, session, batchSize, run.source.rows);
      copy.#fill(run);
      return copy;
    } catch (error) {
      session.dispose();
      throw error;
    }
  }

  step(): void {
    const { inputs, outputs } = signatureOf(
      this.#program,
      this.#program.shards > 1 ? 'train-in-shards' : 'train',
    );
    this.#session.run({ inputs, outputs }, this.#feeds);
  }

  /** Seconds of each span of one step. */
  spanSeconds(): readonly number[] {
    const { values } = floats(this.#session.run(this.timing.signature, this.#feeds).seconds);
    return this.timing.spans.map((_, index) => (values[index + 1] ?? 0) - (values[index] ?? 0));
  }

  dispose(): void {
    this.#session.dispose();
  }

  /** The test images, from the first again when they are too few. */
  #fill(run: PreparedRun): void {
    const batchSize = this.batchSize * run.source.rows;
    const places = Array.from({ length: batchSize }, (_, index) => index);
    const chosen = places.map((place) => place % run.testCount);
    const images = run.source.images('test', chosen);
    const shape = [batchSize, ...(images[0]?.shape.slice(1) ?? [])];
    const count = shape.reduce((product, size) => product * size, 1);
    const isFloat = images.some((image) => typeOf(image) === 'float32');
    const examples = isFloat ? new Float32Array(count) : new Uint8Array(count);
    images.forEach(({ values }, place) => {
      examples.set(values, place * values.length);
    });
    this.#call('initialize', { seed: int32([0], []) });
    this.#call('allocate-train');
    this.#call('fill-train', {
      places: int32(places),
      images: exampleTensor(examples, shape),
      ...labelsFor(run, chosen),
    });
    writeState({ program: this.#program, session: this.#session }, readWeights(run));
  }

  #call(name: SignatureName, feeds: Feeds = {}): void {
    callProgram({ program: this.#program, session: this.#session }, name, feeds);
  }
}

/** The run's own number of examples at a time, where the memory that is free now has room for a second network of that size. */
function batchThatFits(run: PreparedRun): number {
  const wanted = evaluationBatchSize(run);
  if (run.session.device.kind === 'gpu') return wanted;
  const memory = availableMemory();
  const { microBatchSize: _, replicas: __, ...training } = run.document.training;
  const settings = { ...training, isWatched: false };
  const fitting = largestBatchThatFits(run.analysis, memory, settings);
  if (fitting === 0) {
    const { bytes } = forecastTrainingMemory(run.analysis, { ...settings, batchSize: 1 });
    throw new RunFailure(failure('network-too-large', { neededBytes: bytes, availableBytes: memory }));
  }
  return Math.min(wanted, fitting);
}

/** The labels of some test examples, as a call that fills the engine takes them. */
function labelsFor({ source }: PreparedRun, indices: readonly number[]): Feeds {
  const labels = source.labels('test', indices);
  return labels === null ? {} : { labels };
}

/** What the data set's examples are made of. */
function typeOf({ dtype }: TensorData): ExampleType {
  return dtype === 'float32' ? 'float32' : 'uint8';
}
