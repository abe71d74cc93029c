import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import { attributeOf } from '../../src/graph-runtime/compile/attributes';
import type { Batch } from '../../src/graph-runtime/compile/data-input';
import { lowerNetwork, type NetworkPlan, planNetwork } from '../../src/graph-runtime/compile/lower-network';
import { NetworkLowering } from '../../src/graph-runtime/compile/lowering-context';
import { objective, predict } from '../../src/graph-runtime/compile/network-loss';
import { OpGraph, type OpNode, type Value } from '../../src/graph-runtime/compile/op-graph';
import { mean } from '../../src/graph-runtime/compile/ops/reductions';
import { placeholder } from '../../src/graph-runtime/compile/ops/variables';
import { declareWeights } from '../../src/graph-runtime/compile/weights';
import type { NetloomDocument } from '../../src/graph-runtime/document/document';
import { analyze } from '../../src/graph-runtime/infer/analyze';
import { eagerOps } from './eager-ops';

type Tf = typeof TensorFlow;
type Tensor = TensorFlow.Tensor;

/** The forward pass of a network as a list of ops, and the names of what goes in. */
interface ForwardPass {
  readonly plan: NetworkPlan;
  readonly ops: readonly OpNode[];
  readonly loss: Value;
  readonly examples: Value;
  readonly labels: Value;
  /** Variables by the op that reads them. */
  readonly weights: ReadonlyMap<OpNode, { readonly name: string; readonly shape: readonly number[] }>;
}

/**
 * Training with stock tfjs: the network's forward pass one tfjs function at a time, gradients by `variableGrads`, update by
 * tfjs' own optimiser. This is how tfjs-node trains; only the interpretation of the document is ours, and it costs next to
 * nothing against the native calls.
 */
export class StockTraining {
  readonly #tf: Tf;
  readonly #forward: ForwardPass;
  readonly #variables = new Map<string, TensorFlow.Variable>();
  readonly #optimizer: TensorFlow.Optimizer;
  readonly #images: TensorFlow.Tensor4D;
  readonly #labels: TensorFlow.Tensor1D;

  constructor(
    tf: Tf,
    document: NetloomDocument,
    images: Float32Array,
    labels: Int32Array,
    imageShape: readonly [number, number, number],
  ) {
    this.#tf = tf;
    this.#forward = forwardPass(document);
    this.#optimizer = tf.train.sgd(document.training.optimizer.learningRate);
    this.#images = tf.tensor4d(images, [labels.length, ...imageShape]);
    this.#labels = tf.tensor1d(labels, 'int32');
    for (const { name, shape } of this.#forward.weights.values()) {
      const fan = shape.reduce((product, size) => product * size, 1) / (shape.at(-1) ?? 1);
      const limit = shape.length > 1 ? Math.sqrt(3 / fan) : 0;
      const start = tf.randomUniform([...shape], -limit, limit);
      this.#variables.set(name, tf.variable(start, true, name));
    }
  }

  /** One step; returns the loss. */
  step(indices: Int32Array): number {
    const tf = this.#tf;
    return tf.tidy(() => {
      const chosen = tf.tensor1d(indices, 'int32');
      const [height = 1, width = 1] = this.#forward.plan.input.shape;
      const stored = tf.gather(this.#images, chosen);
      const isOwnSize = stored.shape[1] === height && stored.shape[2] === width;
      const examples = isOwnSize ? stored : tf.image.resizeBilinear(stored, [height, width], false, true);
      const labels = tf.gather(this.#labels, chosen);
      const { value, grads } = tf.variableGrads(() => this.#loss(examples, labels) as TensorFlow.Scalar);
      this.#optimizer.applyGradients(grads);
      return value.dataSync()[0] ?? Number.NaN;
    });
  }

  #loss(examples: Tensor, labels: Tensor): Tensor {
    const { ops, loss, weights } = this.#forward;
    const values = new Map<Value, Tensor>([
      [this.#forward.examples, examples],
      [this.#forward.labels, labels],
    ]);
    for (const op of ops) {
      const [first] = op.outputs;
      if (first === undefined || values.has(first)) continue;
      const weight = weights.get(op);
      const results =
        weight === undefined ? this.#compute(op, values) : [this.#variables.get(weight.name) ?? null];
      op.outputs.forEach((output, index) => {
        const result = results[index];
        if (result) values.set(output, result);
      });
    }
    const result = values.get(loss);
    if (result === undefined) throw new Error('the loss was not computed');
    return result;
  }

  #compute(op: OpNode, values: ReadonlyMap<Value, Tensor>): readonly (Tensor | null)[] {
    if (op.op === 'Const') return [this.#constant(op)];
    const eager = eagerOps[op.op];
    if (eager === undefined) throw new Error(`${op.op} is not among the ops of stock tfjs here`);
    return eager(
      this.#tf,
      op,
      op.inputs.flatMap((value) => values.get(value) ?? []),
    );
  }

  #constant(op: OpNode): Tensor {
    const attribute = op.attributes.value;
    if (attribute?.kind !== 'tensor') throw new Error(`${op.name} is no constant`);
    const dtype = attributeOf(op, 'dtype', 'type') === 'int32' ? 'int32' : 'float32';
    const values = attribute.value.map(Number);
    const [only = 0] = values;
    return values.length === 1 && attribute.shape.length > 0
      ? this.#tf.fill([...attribute.shape], only, dtype)
      : this.#tf.tensor(values, [...attribute.shape], dtype);
  }
}

/** Lowers the network for training, without gradients and updates, and keeps the ops the loss depends on. */
function forwardPass(document: NetloomDocument): ForwardPass {
  const graph = new OpGraph();
  const plan = planNetwork(analyze(document));
  const declared = declareWeights(graph, plan.analysis, plan.paths);
  const examples = graph.scoped('examples', () => placeholder(graph, 'float32', [null, ...plan.input.shape]));
  const labels = graph.scoped('labels', () => placeholder(graph, 'int32', [null]));
  const seed = graph.scoped('seed', () => placeholder(graph, 'int32', [2]));
  const batch: Batch = { feeds: {}, examples, labels };
  const lowering = new NetworkLowering(graph, 'train', declared, seed);
  const network = lowerNetwork(plan, [plan.main, ...plan.auxiliary], lowering, examples);
  const mainLoss = mean(graph, predict(plan, network, lowering, labels).losses, [0]);
  const loss = objective(plan, network, lowering, mainLoss, batch);
  const needed = opsBehind(loss);
  // Running statistics are read by the normalisations, but stock tfjs keeps them apart from the step.
  const trainable = lowering.read.filter(({ weight }) => weight.description.isTrainable);
  return {
    plan,
    loss,
    examples,
    labels,
    ops: graph.ops.filter((op) => needed.has(op)),
    weights: new Map(
      trainable.map(({ weight, value }) => [
        value.op,
        { name: weight.name, shape: weight.description.shape },
      ]),
    ),
  };
}

/** All ops a value depends on, up to variables, feeds and the statistics and seeds that stock tfjs has no use for. */
function opsBehind(value: Value): ReadonlySet<OpNode> {
  const found = new Set<OpNode>();
  const pending = [value.op];
  for (let op = pending.pop(); op !== undefined; op = pending.pop()) {
    if (found.has(op)) continue;
    found.add(op);
    const inputs = op.op === 'FusedBatchNormV3' ? op.inputs.slice(0, 3) : op.inputs;
    if (op.op === 'StatelessRandomGetKeyCounter' || op.op === 'ReadVariableOp') continue;
    for (const input of inputs) pending.push(input.op);
  }
  return found;
}
