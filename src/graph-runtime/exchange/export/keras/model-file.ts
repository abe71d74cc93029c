import { appendTo } from '../../../collections/group-by';
import { kerasClassOf } from '../../keras/classes';
import { callArguments, kerasOperationOf } from '../../keras/operations';
import { kerasJson } from '../../keras/value';
import type { KerasGraph, KerasGraphNode } from './model-graph';
import { kerasOrder } from './model-order';

/** The version of Keras that files are written as. */
export const KERAS_VERSION = '3.15.1';

/** A dataset of `model.weights.h5`. */
export interface KerasDataset {
  /** `layers/conv2d_3/vars/0`. */
  readonly path: string;
  readonly shape: readonly number[];
  /** The weight of the network. */
  readonly weight: string;
}

/** A group of `model.weights.h5` with the name of its layer. */
export interface KerasGroup {
  readonly path: string;
  readonly name: string;
}

/** What `model.keras` consists of. */
export interface KerasModelFile {
  readonly config: object;
  readonly metadata: object;
  readonly groups: readonly KerasGroup[];
  readonly datasets: readonly KerasDataset[];
}

/** The functional model as Keras 3 saves it. */
export function kerasModelFile(graph: KerasGraph): KerasModelFile {
  const ordered = kerasOrder(graph);
  const calls = callsOf(graph);
  const inputs = graph.inputs.map((id) => calls.referenceTo(id));
  const references = graph.outputs.map((id) => calls.referenceTo(id));
  return {
    metadata: { keras_version: KERAS_VERSION, date_saved: '1980-01-01@00:00:00' },
    config: {
      module: 'keras.src.models.functional',
      class_name: 'Functional',
      config: {
        ...{ name: graph.name, trainable: true },
        layers: ordered.map((node) => nodeJson(node, calls)),
        input_layers: inputs.length === 1 ? inputs[0] : inputs,
        output_layers: references.length === 1 ? references[0] : references,
      },
      registered_name: 'Functional',
      build_config: { input_shape: null },
      compile_config: {},
    },
    ...weightsOf(graph, ordered),
  };
}

/** The calls of a model by what they are of. */
interface Calls {
  readonly byId: ReadonlyMap<string, KerasGraphNode>;
  /** In the order in which they are made. */
  callsOf(name: string): readonly KerasGraphNode[];
  /** Layer, number of its call, and of what that gives. */
  referenceTo(id: string): readonly [name: string, call: number, tensor: number];
}

function callsOf({ nodes }: KerasGraph): Calls {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const byName = new Map<string, KerasGraphNode[]>();
  for (const node of nodes) appendTo(byName, node.name, node);
  return {
    byId,
    callsOf: (name) => byName.get(name) ?? [],
    referenceTo(id) {
      const { name = id } = byId.get(id) ?? {};
      const at = (byName.get(name) ?? []).findIndex((one) => one.id === id);
      return [name, Math.max(0, at), 0];
    },
  };
}

function nodeJson(node: KerasGraphNode, calls: Calls): object {
  const [module, className = ''] = node.callee.split('.');
  if (className === 'InputLayer') return inputJson(node);
  if (module === 'ops') return operationJson(node, className, calls);
  const { takesList, defaults } = kerasClassOf(className);
  // With the defaults: some classes read arguments from their configuration that their constructor can do without.
  const own = Object.entries({ ...defaults, ...node.arguments }).map(([name, value]) => [
    name,
    kerasJson(value),
  ]);
  return {
    module: 'keras.layers',
    class_name: className,
    // Without `trainable`: not every class takes it, and it is true by default.
    config: { name: node.name, dtype: 'float32', ...Object.fromEntries(own) },
    ...{ registered_name: null, name: node.name },
    inbound_nodes: calls.callsOf(node.name).map(({ inputs }) => {
      const tensors = inputs.map((from) => tensorJson(from, calls));
      return { args: takesList === true ? [tensors] : tensors, kwargs: {} };
    }),
  };
}

function inputJson({ name, shape }: KerasGraphNode): object {
  return {
    ...{ module: 'keras.layers', class_name: 'InputLayer' },
    config: { batch_shape: [null, ...(shape ?? [])], dtype: 'float32', sparse: false, name },
    ...{ registered_name: null, name, inbound_nodes: [] },
  };
}

function operationJson(node: KerasGraphNode, name: string, calls: Calls): object {
  const operation = kerasOperationOf(name);
  const all = { ...operation.defaults, ...node.arguments };
  const config = operation.config.map((key) => [key, kerasJson(all[key] ?? null)]);
  const { args, kwargs } = callArguments(operation, node.arguments);
  const tensors = node.inputs.map((from) => tensorJson(from, calls));
  const given = operation.callJson === undefined ? args.map(kerasJson) : [operation.callJson(node.arguments)];
  return {
    ...{ module: operation.module, class_name: operation.className },
    config: { name: node.name, ...Object.fromEntries(config) },
    ...{ registered_name: operation.className, name: node.name },
    inbound_nodes: [{ args: [...tensors, ...given], kwargs: operation.callJson === undefined ? kwargs : {} }],
  };
}

function tensorJson(id: string, { byId, referenceTo }: Calls): object {
  const { shape = null } = byId.get(id) ?? {};
  // Keras finds the tensor by its history; the shape is for readers.
  const config = { shape: [null, ...(shape ?? [])], dtype: 'float32', keras_history: referenceTo(id) };
  return { class_name: '__keras_tensor__', config };
}

function weightsOf(
  { name }: KerasGraph,
  ordered: readonly KerasGraphNode[],
): Pick<KerasModelFile, 'groups' | 'datasets'> {
  const counts = new Map<string, number>();
  const groups: KerasGroup[] = [{ path: 'vars', name }];
  const datasets: KerasDataset[] = [];
  for (const node of ordered) {
    const [module, className = ''] = node.callee.split('.');
    if (module === 'ops') continue;
    const kind = snakeCase(className);
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const group = `layers/${kind}${count === 0 ? '' : `_${count}`}`;
    groups.push({ path: `${group}/vars`, name: node.name });
    const places = new Map<string, number>();
    for (const { name: variable, weight, shape } of node.variables) {
      const within = variable.includes('/') ? `/${variable.split('/')[0]}` : '';
      const at = places.get(within) ?? 0;
      places.set(within, at + 1);
      datasets.push({ path: `${group}${within}/vars/${at}`, shape, weight });
    }
  }
  return { groups, datasets };
}

/** `max_pooling2d` of `MaxPooling2D`, as Keras names groups (keras/src/utils/naming.py). */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
