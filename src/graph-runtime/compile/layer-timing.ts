import { addAll, subtract } from '../ops/elementwise';
import type { OpGraph, OpNode, Value } from '../ops/op-graph';
import { mean } from '../ops/reductions';
import { cast } from '../ops/shape';
import { pack } from '../ops/slicing';
import { fence, timestamp } from '../ops/timestamp';
import { identity } from '../ops/variables';
import { differentiate } from './differentiate';
import {
  allOutputs,
  type LoweredNetwork,
  lowerNetwork,
  type NetworkOutput,
  type NodeGate,
} from './lower-network';
import { NetworkLowering } from './lowering-context';
import { objective, predict } from './network-loss';
import { optimizerScalars } from './optimizer-scalars';
import type { Signature } from './signature';
import type { TrainStepOptions } from './train-step-options';
import { updateStatistics, updateWeights, type WeightGradient } from './update-weights';

/** A part of a training step whose time is taken. */
export type TimedSpan =
  /** Gathering, resizing, augmenting and normalizing the batch. */
  | { readonly kind: 'input' }
  /** One node; at the main output, the loss. */
  | { readonly kind: 'forward' | 'backward'; readonly path: string }
  /** The optimizer's, of all weights, and the running statistics. */
  | { readonly kind: 'update' };

/**
 * A training step that reads the clock between its layers. Layers run strictly one after the other here, each waiting for the clock to be
 * read; inside of a layer, ops run as they always do. In the ordinary step TensorFlow also fuses some layers with the one in front (an
 * activation with its convolution) and runs branches side by side: the whole may be faster than this sum, and is measured beside it.
 */
export interface LayerTiming {
  /** Feeds those of a whole training step. Returns `seconds`, float32 `[spans + 1]`: the moments between them, from the first on. */
  readonly signature: Signature<string, 'seconds'>;
  readonly spans: readonly TimedSpan[];
}

export interface LayerTimingOptions extends Omit<TrainStepOptions, 'isInParts'> {
  /** Feeds of batch and seed. */
  readonly batchInputs: Readonly<Record<string, Value>>;
  /** Whether ops are queued where the engine computes, as on a graphics card: then every layer is waited for. */
  readonly isQueued: boolean;
}

/** Builds the step with a clock. It updates the weights as the ordinary one does: feed a learning rate of 0 to keep them. */
export function buildLayerTiming(graph: OpGraph, options: LayerTimingOptions): LayerTiming {
  return graph.scoped('timing', () => new TimedStep(graph, options).build());
}

/** What is known of a node once it is lowered. */
interface Visit {
  readonly path: string;
  /** As they arrive from the nodes before, and as the node gets them. */
  readonly arriving: readonly Value[];
  readonly inputs: readonly Value[];
  readonly output: Value | null;
  readonly ops: readonly OpNode[];
  /** Trainable ones. */
  readonly weights: readonly Value[];
}

class TimedStep implements NodeGate {
  readonly #graph: OpGraph;
  readonly #options: LayerTimingOptions;
  readonly #clock: SpanClock;
  readonly #lowering: NetworkLowering;
  readonly #visits: Visit[] = [];
  /** Values that change when a trainable weight does. */
  readonly #learned = new Set<Value>();
  /** What has flowed back to a value so far. */
  readonly #gradients = new Map<Value, Value[]>();
  #entered = { ops: 0, weights: 0, arriving: [] as readonly Value[], inputs: [] as readonly Value[] };

  constructor(graph: OpGraph, options: LayerTimingOptions) {
    this.#graph = graph;
    this.#options = options;
    this.#clock = new SpanClock(graph, options.isQueued);
    const { weights, seed } = options;
    this.#lowering = new NetworkLowering(graph, 'train', weights, seed, {
      readAfter: () => [this.#clock.last],
    });
  }

  build(): LayerTiming {
    const { plan, batch, batchInputs } = this.#options;
    const outputs = allOutputs(plan);
    this.#clock.read({ kind: 'input' }, [batch.examples]);
    const network = lowerNetwork(plan, outputs, this.#lowering, batch, this);
    this.#lose(network, outputs);
    const gradients = [...this.#visits].reverse().flatMap((visit) => this.#backward(visit));
    const scalars = optimizerScalars(this.#graph, this.#options);
    this.#update(gradients, scalars);
    return {
      signature: { inputs: { ...batchInputs, ...scalars }, outputs: { seconds: this.#clock.seconds() } },
      spans: this.#clock.spans,
    };
  }

  enter(_path: string, arriving: readonly Value[]): readonly Value[] {
    const inputs = this.#clock.hold(arriving);
    const { length } = this.#graph.ops;
    this.#entered = { ops: length, weights: this.#lowering.read.length, arriving, inputs };
    return inputs;
  }

  leave(path: string, outputs: readonly Value[]): void {
    const output = outputs[0] ?? null;
    const { ops, weights, arriving, inputs } = this.#entered;
    const read = this.#lowering.read.slice(weights);
    const trained = read.filter(({ weight }) => weight.description.isTrainable).map(({ value }) => value);
    const visit = { path, arriving, inputs, output, ops: this.#graph.ops.slice(ops), weights: trained };
    this.#visits.push(visit);
    if (output === null) return;
    const isLearned = trained.length > 0 || arriving.some((value) => this.#learned.has(value));
    if (isLearned) this.#learned.add(output);
    this.#clock.read({ kind: 'forward', path }, [output]);
  }

  /** The losses of all outputs and where they flow back to; their time is the main output's. */
  #lose(network: LoweredNetwork, outputs: readonly NetworkOutput[]): void {
    const { plan, batch } = this.#options;
    const { path } = plan.main;
    const arriving = outputs.flatMap((output) => network.inputsOf(output.path).slice(0, 1));
    this.enter(path, arriving);
    const { inputs, ops } = this.#entered;
    const scores = new Map(outputs.map((output, index) => [output.path, inputs.slice(index, index + 1)]));
    const held = { ...network, inputsOf: (of: string) => scores.get(of) ?? [] };
    const predictions = predict(plan, held, this.#lowering, batch);
    const loss = mean(this.#graph, predictions.losses, [0]);
    const minimized = objective(plan, held, this.#lowering, loss, batch);
    const between = this.#graph.ops.slice(ops);
    this.#clock.read({ kind: 'forward', path }, [minimized, predictions.sums]);
    const found = differentiate(this.#graph, minimized, inputs, undefined, undefined, between);
    this.#collect(arriving, found);
    this.#readBackward(path, found);
  }

  /** One node's gradients: of its inputs, for the nodes before, and of its weights. */
  #backward({ path, arriving, inputs, output, ops, weights }: Visit): readonly Value[][] {
    const parts = output === null ? undefined : this.#gradients.get(output);
    if (output === null || parts === undefined || !this.#learned.has(output)) return [];
    const flows = arriving.map((value) => this.#learned.has(value));
    const targets = [...inputs.filter((_, index) => flows[index]), ...weights];
    const seed = addAll(this.#graph, this.#clock.hold(parts));
    const found = differentiate(this.#graph, output, targets, seed, undefined, ops);
    const sources = arriving.filter((_, index) => flows[index]);
    this.#collect(sources, found);
    this.#readBackward(path, found);
    return weights.flatMap((weight, index) => {
      const gradient = found[sources.length + index];
      return gradient ? [[weight, gradient]] : [];
    });
  }

  #collect(sources: readonly Value[], found: readonly (Value | null)[]): void {
    sources.forEach((source, index) => {
      const gradient = found[index];
      if (gradient) this.#gradients.set(source, [...(this.#gradients.get(source) ?? []), gradient]);
    });
  }

  #readBackward(path: string, found: readonly (Value | null)[]): void {
    this.#clock.read(
      { kind: 'backward', path },
      found.flatMap((gradient) => gradient ?? []),
    );
  }

  #update(pairs: readonly Value[][], scalars: Readonly<Record<string, Value>>): void {
    const { optimizer, slots } = this.#options;
    const byValue = new Map(this.#lowering.read.map(({ weight, value }) => [value, weight]));
    const gradients = pairs.flatMap(([value, found]): WeightGradient[] => {
      const weight = value && byValue.get(value);
      return value && found && weight
        ? this.#clock.hold([found]).map((gradient) => ({ weight, value, gradient }))
        : [];
    });
    const guard = this.#clock.last;
    const done = [
      ...updateWeights(this.#graph, gradients, { optimizer, slots, scalars, guard }),
      ...updateStatistics(this.#graph, this.#lowering.updates, guard),
    ];
    this.#clock.readAfter({ kind: 'update' }, done);
  }
}

/** Readings of the clock, each after the one before and what runs between them. */
class SpanClock {
  readonly spans: TimedSpan[] = [];
  readonly #graph: OpGraph;
  readonly #isQueued: boolean;
  readonly #readings: Value[];
  #last: OpNode;

  constructor(graph: OpGraph, isQueued: boolean) {
    this.#graph = graph;
    this.#isQueued = isQueued;
    const first = timestamp(graph, []);
    this.#readings = [first];
    this.#last = first.op;
  }

  /** The last reading: what comes after it begins then. */
  get last(): OpNode {
    return this.#last;
  }

  /** The values, but not before the last reading. */
  hold(values: readonly Value[]): readonly Value[] {
    return values.map((value) => identity(this.#graph, value, [this.#last]));
  }

  /** Reads the clock when all of the values are there; not at all when there are none. */
  read(span: TimedSpan, values: readonly Value[]): void {
    this.readAfter(
      span,
      values.map((value) => (this.#isQueued ? fence(this.#graph, value) : value.op)),
    );
  }

  readAfter(span: TimedSpan, ops: readonly OpNode[]): void {
    if (ops.length === 0) return;
    const reading = timestamp(this.#graph, [this.#last, ...ops]);
    this.spans.push(span);
    this.#readings.push(reading);
    this.#last = reading.op;
  }

  /** Differences are taken in double precision: in float32, seconds since 1970 are two minutes apart. */
  seconds(): Value {
    const [first] = this.#readings;
    if (first === undefined) throw new Error('the clock was never read');
    const elapsed = this.#readings.map((reading) =>
      cast(this.#graph, subtract(this.#graph, reading, first), 'float32'),
    );
    return pack(this.#graph, elapsed);
  }
}
