import { kerasClassOf, variablesOf } from '../../keras/classes';
import type { KerasArguments } from '../../keras/value';
import type { ExportedLayer, NetworkToExport } from '../network-to-export';
import { type KerasCall, type KerasForm, mainCall } from './call';
import type { LayerNames } from './names';

/** A call of a layer or an operation of a functional model. */
export interface KerasGraphNode {
  /** Of what it computes: the name, with the number of the call behind it where it is not the layer's first. */
  readonly id: string;
  /** Of the layer; calls of one layer share its weights. */
  readonly name: string;
  readonly callee: string;
  readonly arguments: KerasArguments;
  /** The calls whose outputs enter. */
  readonly inputs: readonly string[];
  /** In the order of Keras. */
  readonly variables: readonly KerasGraphVariable[];
  /** Without the batch axis; null: of a node within a layer of the network. */
  readonly shape: readonly number[] | null;
}

export interface KerasGraphVariable {
  /** `kernel`; of a layer within the layer: `query_dense/kernel`. */
  readonly name: string;
  /** Of the network: `stage1/residual1/conv1/kernel`. */
  readonly weight: string;
  readonly shape: readonly number[];
}

/** A functional model of Keras. */
export interface KerasGraph {
  readonly name: string;
  /** In an order of computation, the inputs first. */
  readonly nodes: readonly KerasGraphNode[];
  /** Names of the inputs in their order. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export const INPUT_NAME = 'input';

/** The part of a model that computes its first outputs. */
export function partOfGraph(graph: KerasGraph, outputs: number): KerasGraph {
  const wanted = graph.outputs.slice(0, outputs);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const needed = new Set<string>();
  const pending = [...wanted];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    pending.push(...(byId.get(id)?.inputs ?? []));
  }
  return { ...graph, nodes: graph.nodes.filter(({ id }) => needed.has(id)), outputs: wanted };
}

/** The model that the source builds, with where its weights come from: the main outputs first, then auxiliary ones. */
export function kerasGraph(
  network: NetworkToExport,
  forms: ReadonlyMap<string, KerasForm>,
  { nameOf, separator }: LayerNames,
): KerasGraph {
  const { entering: entered, layers, mains, auxiliary, analysis } = network;
  const taken = new Set(
    layers.filter(({ path }) => forms.get(path)?.calls.length).map(({ path }) => nameOf(path)),
  );
  const inputs = entered.map(({ path }) => {
    let name = entered.length === 1 ? INPUT_NAME : path;
    while (taken.has(name)) name += '_';
    taken.add(name);
    return name;
  });
  const nodes = entered.map(
    ({ shape }, at): KerasGraphNode => ({
      ...{ id: inputs[at] ?? '', name: inputs[at] ?? '', callee: 'layers.InputLayer', arguments: {} },
      ...{ inputs: [], variables: [], shape },
    }),
  );
  const values = new Map(entered.map(({ path }, at) => [path, inputs[at] ?? '']));
  const ids = new Set(inputs);
  const sourceOf = (path: string) => {
    const value = values.get(path);
    if (value === undefined) throw new Error(`nothing arrives from ${path}`);
    return value;
  };
  for (const layer of layers) {
    const entering = layer.sources.map(sourceOf);
    const { calls } = forms.get(layer.path) ?? { calls: [] };
    const own =
      calls.length === 0 ? [] : nodesOf(layer, calls, entering, { name: nameOf(layer.path), separator, ids });
    nodes.push(...own);
    values.set(layer.path, own[own.length - 1]?.id ?? entering[0] ?? '');
  }
  return {
    name: analysis.document.name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '') || 'network',
    nodes,
    inputs,
    outputs: [...mains, ...auxiliary].flatMap(({ sources }) => sources.slice(0, 1).map(sourceOf)),
  };
}

interface Naming {
  readonly name: string;
  readonly separator: string;
  /** Those that are taken; what is named is added. */
  readonly ids: Set<string>;
}

function nodesOf(
  layer: ExportedLayer,
  calls: readonly KerasCall[],
  entering: readonly string[],
  { name, separator, ids }: Naming,
): readonly KerasGraphNode[] {
  const names = callNames(calls, name, separator);
  const own = names.map((one) => unusedId(one, ids));
  let next = 0;
  return calls.map((call, index): KerasGraphNode => {
    const { callee, arguments: given, inputs, shapes } = call;
    const [module, className = ''] = callee.split('.');
    const id = own[index] ?? name;
    const variables = module === 'ops' ? [] : variablesOf(className, given);
    const weights = layer.weights.slice(next, next + variables.length);
    next += variables.length;
    return {
      // Operations have no weights to share: each is its own.
      ...{ id, name: module === 'ops' ? id : (names[index] ?? name), callee, arguments: given },
      inputs:
        inputs?.map((from) => (typeof from === 'number' ? entering[from] : own[from.call]) ?? '') ??
        (index === 0 ? entering : [own[index - 1] ?? '']),
      variables: variables.map((variable, at) => {
        const weight = weights[at];
        if (weight === undefined) throw new Error(`${layer.path} has no weight for ${variable}`);
        return {
          name: variable,
          weight: `${layer.weightsPath}/${weight.name}`,
          shape: shapes?.[at] ?? weight.shape,
        };
      }),
      shape: index === calls.length - 1 ? layer.output.shape : null,
    };
  });
}

/** The name, or with a number behind it where another call has it; it is taken then. */
function unusedId(name: string, ids: Set<string>): string {
  let id = name;
  for (let call = 2; ids.has(id); call += 1) id = `${name}__call${call}`;
  ids.add(id);
  return id;
}

/** The node's name for its main call, with something behind it for the others. */
export function callNames(
  calls: readonly Pick<KerasCall, 'callee' | 'suffix'>[],
  name: string,
  separator: string,
): readonly string[] {
  const main = mainCall(calls, ({ callee }) => hasVariables(callee));
  return calls.map(({ suffix }, index) =>
    index === main ? name : `${name}${separator}${suffix ?? `${index + 1}`}`,
  );
}

function hasVariables(callee: string): boolean {
  const [module, className = ''] = callee.split('.');
  return module !== 'ops' && kerasClassOf(className).variables.length > 0;
}
