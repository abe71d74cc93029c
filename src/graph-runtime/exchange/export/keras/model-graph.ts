import { kerasClassOf, variablesOf } from '../../keras/classes';
import type { KerasArguments } from '../../keras/value';
import type { ExportedLayer, NetworkToExport } from '../network-to-export';
import { type KerasCall, type KerasForm, mainCall } from './call';
import type { LayerNames } from './names';

/** A layer or an operation of a functional model. */
export interface KerasGraphNode {
  readonly name: string;
  readonly callee: string;
  readonly arguments: KerasArguments;
  /** Names of the nodes whose outputs enter. */
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

/** A functional model of Keras with one input. */
export interface KerasGraph {
  readonly name: string;
  /** In an order of computation, the input first. */
  readonly nodes: readonly KerasGraphNode[];
  readonly outputs: readonly string[];
}

export const INPUT_NAME = 'input';

/** The model that the source builds, with where its weights come from. */
export function kerasGraph(
  network: NetworkToExport,
  forms: ReadonlyMap<string, KerasForm>,
  { nameOf, separator }: LayerNames,
): KerasGraph {
  const { input, layers, mains, auxiliary, analysis } = network;
  const taken = new Set(
    layers.filter(({ path }) => forms.get(path)?.calls.length).map(({ path }) => nameOf(path)),
  );
  let inputName = INPUT_NAME;
  while (taken.has(inputName)) inputName += '_';
  const nodes: KerasGraphNode[] = [
    {
      ...{ name: inputName, callee: 'layers.InputLayer', arguments: {} },
      inputs: [],
      variables: [],
      shape: input.shape,
    },
  ];
  const values = new Map([[input.path, inputName]]);
  const sourceOf = (path: string) => {
    const value = values.get(path);
    if (value === undefined) throw new Error(`nothing arrives from ${path}`);
    return value;
  };
  for (const layer of layers) {
    const entering = layer.sources.map(sourceOf);
    const { calls } = forms.get(layer.path) ?? { calls: [] };
    const own = calls.length === 0 ? [] : nodesOf(layer, calls, entering, nameOf(layer.path), separator);
    nodes.push(...own);
    values.set(layer.path, own[own.length - 1]?.name ?? entering[0] ?? inputName);
  }
  return {
    name: analysis.document.name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '') || 'network',
    nodes,
    outputs: [...mains, ...auxiliary].flatMap(({ sources }) => sources.slice(0, 1).map(sourceOf)),
  };
}

function nodesOf(
  layer: ExportedLayer,
  calls: readonly KerasCall[],
  entering: readonly string[],
  name: string,
  separator: string,
): readonly KerasGraphNode[] {
  const names = callNames(calls, name, separator);
  let next = 0;
  return calls.map((call, index): KerasGraphNode => {
    const { callee, arguments: own, inputs, shapes } = call;
    const [module, className = ''] = callee.split('.');
    const variables = module === 'ops' ? [] : variablesOf(className, own);
    const weights = layer.weights.slice(next, next + variables.length);
    next += variables.length;
    return {
      ...{ name: names[index] ?? name, callee, arguments: own },
      inputs:
        inputs?.map((from) => (typeof from === 'number' ? entering[from] : names[from.call]) ?? '') ??
        (index === 0 ? entering : [names[index - 1] ?? '']),
      variables: variables.map((variable, at) => {
        const weight = weights[at];
        if (weight === undefined) throw new Error(`${layer.path} has no weight for ${variable}`);
        return {
          name: variable,
          weight: `${layer.path}/${weight.name}`,
          shape: shapes?.[at] ?? weight.shape,
        };
      }),
      shape: index === calls.length - 1 ? layer.output.shape : null,
    };
  });
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
