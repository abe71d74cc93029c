import type { ExportedLayer } from '../network-to-export';
import type { OnnxAttributes, OnnxBuilder, WeightChange } from './form';
import type { OnnxAttribute, OnnxInitializer, OnnxNode } from './model';

/** What all layers of a network add to. */
export interface GraphParts {
  readonly nodes: OnnxNode[];
  readonly initializers: OnnxInitializer[];
}

/** What a builder writes for: a layer, or a step of the export's own that has no weights. */
export type BuiltPart = Pick<ExportedLayer, 'path' | 'output' | 'weights'> &
  Partial<Pick<ExportedLayer, 'weightsPath'>>;

/** Adds a layer's nodes and tensors to the graph's. All names begin with its path, so that none of two layers are the same. */
export function layerBuilder(
  parts: GraphParts,
  { path, output, weights, weightsPath = path }: BuiltPart,
): OnnxBuilder {
  const taken = new Map<string, number>();
  const nameFor = (what: string) => {
    const count = (taken.get(what) ?? 0) + 1;
    taken.set(what, count);
    return count === 1 ? `${path}/${what}` : `${path}/${what}_${count}`;
  };
  const add = (what: string, initializer: Omit<Constant, 'kind' | 'name'>) => {
    const name = nameFor(what);
    parts.initializers.push({ kind: 'constant', name, ...initializer });
    return name;
  };
  const addNode = (
    operator: string,
    inputs: readonly string[],
    attributes: OnnxAttributes,
    outputs: (result: string) => readonly string[],
  ) => {
    const name = nameFor(operator);
    const result = `${name}_output`;
    parts.nodes.push({ name, operator, inputs, outputs: outputs(result), attributes: typed(attributes) });
    return result;
  };
  return {
    output,
    node: (operator, inputs, attributes = {}) => addNode(operator, inputs, attributes, (result) => [result]),
    secondOutput: (operator, inputs, attributes = {}) =>
      addNode(operator, inputs, attributes, (result) => [`${result}_1`, result]),
    weight(weight, change = {}) {
      const known = weights.find((one) => one.name === weight);
      if (known === undefined) throw new Error(`${path} has no weight ${weight}`);
      const name = `${weightsPath}/${weight}`;
      // Weights that layers share are in the file once.
      if (parts.initializers.some((one) => one.name === name)) return name;
      parts.initializers.push({
        ...{ kind: 'weight', name, weight: name, shape: known.shape },
        permutation: change.permutation ?? null,
        dims: dimsAfter(known.shape, change),
      });
      return name;
    },
    floats: (values, dims = [values.length]) => add('constant', { type: 'float32', dims, values }),
    integers: (values) => add('constant', { type: 'int64', dims: [values.length], values }),
  };
}

type Constant = Extract<OnnxInitializer, { kind: 'constant' }>;

function dimsAfter(shape: readonly number[], { permutation, dims }: WeightChange): readonly number[] {
  return dims ?? permutation?.map((axis) => shape[axis] ?? 1) ?? shape;
}

function typed(attributes: OnnxAttributes): Readonly<Record<string, OnnxAttribute>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]): [string, OnnxAttribute] => {
      if (typeof value === 'string') return [key, { kind: 'string', value }];
      if (typeof value === 'number') return [key, { kind: 'int', value }];
      return [key, 'kind' in value ? value : { kind: 'ints', value }];
    }),
  );
}
