import { initialValueOf } from '../../../graph-runtime/compile/initializers';
import { planNetwork } from '../../../graph-runtime/compile/lower-network';
import { lowerScores } from '../../../graph-runtime/compile/scores';
import type { Signature } from '../../../graph-runtime/compile/signature';
import { declareWeights, type ProgramWeight } from '../../../graph-runtime/compile/weights';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { scalar } from '../../../graph-runtime/ops/constant';
import type { OpGraph, Value } from '../../../graph-runtime/ops/op-graph';
import { assignVariable, identity, placeholder } from '../../../graph-runtime/ops/variables';
import { graphForEngine } from '../engine/engine-graph';
import { NativeSession } from '../engine/native-session';
import type { TensorData } from '../engine/tensor-data';

/** A network in the engine that only predicts: without data, training step and optimizer. */
export class InferenceSession {
  readonly #session: NativeSession;
  readonly #signatures: InferenceSignatures;

  private constructor(session: NativeSession, signatures: InferenceSignatures) {
    this.#session = session;
    this.#signatures = signatures;
  }

  /** @throws when the network is not trainable, or the engine cannot be loaded */
  static async open(analysis: NetworkAnalysis): Promise<InferenceSession> {
    const graph = await graphForEngine();
    const signatures = signaturesOf(graph, analysis);
    return new InferenceSession(await NativeSession.create(graph), signatures);
  }

  /** The weights that a training with the document's seed begins with, by name. */
  initialWeights(): ReadonlyMap<string, Float32Array> {
    const values = this.#session.run(this.#signatures.initial);
    return new Map(
      Object.entries(values).map(([name, tensor]) => {
        if (tensor.dtype !== 'float32') throw new Error(`${name} is no float32`);
        return [name, tensor.values];
      }),
    );
  }

  setWeights(weights: ReadonlyMap<string, Float32Array>): void {
    const { shapes, write } = this.#signatures;
    const feeds = Array.from(shapes, ([name, shape]): [string, TensorData] => {
      const values = weights.get(name);
      if (values === undefined) throw new Error(`there is no weight ${name}`);
      return [name, { dtype: 'float32', shape, values }];
    });
    if (feeds.length > 0) this.#session.run(write, Object.fromEntries(feeds));
  }

  /**
   * The raw scores that enter each main output, in document order.
   *
   * @param examples float32 `[batch, ...input shape]`, those of images in [0, 1]
   * @param numbers what the network takes beside them, standardized, float32 `[batch, numbers]`; absent: it takes none
   * @param seconds second images in [0, 1], float32 `[batch, ...input shape]`, by the paths of the inputs that take them
   */
  allScores(
    examples: TensorData,
    numbers?: TensorData,
    seconds: Readonly<Record<string, TensorData>> = {},
  ): readonly TensorData[] {
    const { count, all } = this.#signatures;
    const entering = Object.entries(seconds).map(([path, values]) => [`second ${path}`, values] as const);
    const fed = { examples, ...(numbers && { numbers }), ...Object.fromEntries(entering) };
    const found = this.#session.run(all, fed);
    return Array.from({ length: count }, (_, at) => {
      const scores = found[`${at}`];
      if (scores === undefined) throw new Error(`output ${at} gives nothing`);
      return scores;
    });
  }

  /**
   * The raw scores that enter the first main output, once the weights are set.
   *
   * @param examples float32 `[batch, ...input shape]`, those of images in [0, 1]
   */
  scores(examples: TensorData): TensorData {
    return this.#session.run(this.#signatures.scores, { examples }).scores;
  }

  close(): void {
    this.#session.dispose();
  }
}

interface InferenceSignatures {
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  readonly initial: Signature;
  readonly write: Signature;
  readonly scores: Signature<'examples', 'scores'>;
  /** Those of each main output by its number. */
  readonly all: Signature;
  /** Main outputs. */
  readonly count: number;
}

function signaturesOf(graph: OpGraph, analysis: NetworkAnalysis): InferenceSignatures {
  const plan = planNetwork(analysis);
  const { training } = analysis.document;
  const weights = declareWeights(graph, analysis, plan.paths);
  const { examples, numbers, seconds, scores, all } = lowerScores(graph, analysis, plan, weights, 'examples');
  const entering = [...seconds].map(([path, value]) => [`second ${path}`, value] as const);
  return {
    shapes: new Map(weights.map(({ name, variable }) => [name, variable.shape])),
    initial: initialSignature(graph, weights, training.seed),
    write: writeSignature(graph, weights),
    scores: { inputs: { examples }, outputs: { scores } },
    all: {
      inputs: { examples, ...(numbers && { numbers }), ...Object.fromEntries(entering) },
      outputs: Object.fromEntries(all.map((value, at) => [`${at}`, value])),
    },
    count: all.length,
  };
}

function initialSignature(graph: OpGraph, weights: readonly ProgramWeight[], seed: number): Signature {
  const values = weights.map((weight): [string, Value] => [
    weight.name,
    graph.scoped(`initial/${weight.name}`, () =>
      identity(graph, initialValueOf(graph, weight, scalar(graph, seed, 'int32'))),
    ),
  ]);
  return { inputs: {}, outputs: Object.fromEntries(values) };
}

function writeSignature(graph: OpGraph, weights: readonly ProgramWeight[]): Signature {
  const fed = weights.map(({ name, variable }) =>
    graph.scoped(`write/${name}`, () => {
      const value = placeholder(graph, 'float32', variable.shape);
      return { name, value, assigned: assignVariable(graph, variable, value) };
    }),
  );
  const done = graph.scoped('write/done', () =>
    identity(
      graph,
      scalar(graph, 0, 'int32'),
      fed.map(({ assigned }) => assigned),
    ),
  );
  return { inputs: Object.fromEntries(fed.map(({ name, value }) => [name, value])), outputs: { done } };
}
