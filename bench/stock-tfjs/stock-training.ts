import type * as TensorFlow from '@tensorflow/tfjs-node-gpu';
import type { NetloomDocument } from '../../src/graph-runtime/document/document';
import type { NetworkAnalysis } from '../../src/graph-runtime/infer/analysis';
import { analyze } from '../../src/graph-runtime/infer/analyze';
import { stockLayers } from './layers';

type Tf = typeof TensorFlow;

/** The whole data set as stock tfjs would hold it. */
export interface StockData {
  /** Values in [0, 1], `[count, height, width, channels]`. */
  readonly images: Float32Array;
  readonly exampleShape: readonly number[];
  readonly labels: Int32Array;
  readonly classes: number;
}

/** A network the way tfjs itself trains one: a tf.layers model, compiled with SGD, one `trainOnBatch` for each step. */
export class StockTraining {
  readonly #tf: Tf;
  readonly #model: TensorFlow.LayersModel;
  readonly #inputSize: readonly [number, number];
  readonly #images: TensorFlow.Tensor4D;
  readonly #labels: TensorFlow.Tensor;

  constructor(tf: Tf, document: NetloomDocument, data: StockData) {
    const { labels } = data;
    this.#tf = tf;
    this.#model = buildModel(tf, analyze(document));
    const [, height = 1, width = 1] = this.#model.inputs[0]?.shape ?? [];
    this.#inputSize = [height ?? 1, width ?? 1];
    const [rows = 1, columns = 1, channels = 1] = data.exampleShape;
    this.#images = tf.tensor4d(data.images, [labels.length, rows, columns, channels]);
    this.#labels = tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), data.classes).toFloat());
    this.#model.compile({
      optimizer: tf.train.sgd(document.training.optimizer.learningRate),
      loss: (truth, logits) => tf.losses.softmaxCrossEntropy(truth, logits),
      metrics: ['accuracy'],
    });
  }

  /** One step on the examples of the given indices; returns the loss. */
  async step(indices: Int32Array): Promise<number> {
    const tf = this.#tf;
    const [examples, labels] = tf.tidy(() => {
      const chosen = tf.tensor1d(indices, 'int32');
      const stored = tf.gather(this.#images, chosen);
      const isOwnSize = stored.shape[1] === this.#inputSize[0] && stored.shape[2] === this.#inputSize[1];
      const resized = isOwnSize ? stored : tf.image.resizeBilinear(stored, [...this.#inputSize], false, true);
      return [resized, tf.gather(this.#labels, chosen)];
    });
    const result = await this.#model.trainOnBatch(examples, labels);
    tf.dispose([examples, labels]);
    const [loss = Number.NaN] = Array.isArray(result) ? result : [result];
    return Number(loss);
  }
}

/** The network as a functional tf.layers model, from its input to what enters its main output. */
function buildModel(tf: Tf, { graph, order, nodes }: NetworkAnalysis): TensorFlow.LayersModel {
  const outputs = new Map<string, TensorFlow.SymbolicTensor>();
  const inputsOf = (path: string) =>
    graph.edges.flatMap((edge) => (edge.to.path === path ? (outputs.get(edge.from.path) ?? []) : []));
  let input: TensorFlow.SymbolicTensor | undefined;
  for (const path of order) {
    const node = graph.nodes.find((candidate) => candidate.path === path);
    if (node === undefined) throw new Error(`there is no node ${path}`);
    if (node.type === 'output') {
      if (input === undefined) throw new Error('the network has no input');
      return tf.model({ inputs: input, outputs: inputsOf(path) });
    }
    if (node.type === 'input') {
      input = tf.input({ shape: [...(nodes.get(path)?.outputs?.[0]?.shape ?? [])] });
      outputs.set(path, input);
      continue;
    }
    const layer = stockLayers[node.type];
    if (layer === undefined) throw new Error(`tf.layers has no ${node.type} here`);
    outputs.set(path, layer(tf, node.parameters, inputsOf(path)));
  }
  throw new Error('the network has no output');
}
