import { differentiate } from '../../../graph-runtime/compile/differentiate';
import type { Capability } from '../../../graph-runtime/ops/capabilities';
import type { OpGraph, OpShape, Value } from '../../../graph-runtime/ops/op-graph';
import { identity, placeholder } from '../../../graph-runtime/ops/variables';
import { graphForEngine } from './engine-graph';
import { NativeSession } from './native-session';
import type { TensorData } from './tensor-data';

/** One run of a small graph, for looking at single layers and gradient rules. */
export interface GraphEvaluation {
  /** What is fed, by name. The first axis of `batched` inputs is the batch axis, unknown to the graph. */
  readonly inputs: Readonly<Record<string, TensorData>>;
  readonly batched?: readonly string[];
  /** Builds the graph between placeholders and outputs. */
  build(graph: OpGraph, inputs: Readonly<Record<string, Value>>): Readonly<Record<string, Value>>;
  /** Capabilities that are not to be used, although the engine may have them. */
  readonly without?: readonly Capability[];
  /** Asks for gradients too: of the output `of`, into which `seed` flows, with regard to the inputs named in `to`. */
  readonly gradient?: { readonly of: string; readonly seed: TensorData; readonly to: readonly string[] };
}

/**
 * Builds a graph, runs it natively and returns the outputs by name and, when asked for, gradients as `d NAME`.
 */
export async function evaluateGraph(evaluation: GraphEvaluation): Promise<Record<string, TensorData>> {
  const graph = await graphForEngine(evaluation.without);
  const place = (name: string, dtype: TensorData['dtype'], shape: OpShape) =>
    graph.scoped(`inputs/${name}`, () => placeholder(graph, dtype, shape));
  const feeds: Record<string, TensorData> = { ...evaluation.inputs };
  const inputs: Record<string, Value> = Object.fromEntries(
    Object.entries(evaluation.inputs).map(([name, { dtype, shape }]) => {
      const isBatched = evaluation.batched?.includes(name) ?? false;
      return [name, place(name, dtype, isBatched ? [null, ...shape.slice(1)] : shape)];
    }),
  );
  const outputs: Record<string, Value> = { ...evaluation.build(graph, inputs) };
  const signatureInputs = { ...inputs };
  if (evaluation.gradient !== undefined) {
    const { of, seed, to } = evaluation.gradient;
    feeds[SEED] = seed;
    const seedValue = place(SEED, seed.dtype, named(outputs, of).shape);
    signatureInputs[SEED] = seedValue;
    const gradients = differentiate(
      graph,
      named(outputs, of),
      to.map((name) => named(inputs, name)),
      seedValue,
    );
    to.forEach((name, index) => {
      const gradient = gradients[index];
      if (gradient) outputs[`d ${name}`] = gradient;
    });
  }
  const fetched = Object.entries(outputs).map(([name, value]): [string, Value] => [
    name,
    identity(graph, value),
  ]);
  const session = await NativeSession.create(graph);
  try {
    return session.run({ inputs: signatureInputs, outputs: Object.fromEntries(fetched) }, feeds);
  } finally {
    session.dispose();
  }
}

const SEED = 'gradient';

function named(values: Readonly<Record<string, Value>>, name: string): Value {
  const value = values[name];
  if (value === undefined) throw new Error(`there is no value ${name}`);
  return value;
}
