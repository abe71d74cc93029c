import type { FlatEdge, FlatNode, Origin } from '../../blocks/flat-graph';
import type { NodeLearning } from '../../blocks/learning';
import { wiresByReceiver } from '../../blocks/wires-by-receiver';
import { type NetworkInput, planNetwork, type SecondInput } from '../../compile/lower-network';
import type { NetworkAnalysis, NodeAnalysis } from '../../infer/analysis';
import type { LayerDefinition, WeightDescription } from '../../layers/layer';
import type { ResolvedParameters } from '../../layers/parameter';
import { getLayer } from '../../layers/registry';
import { elementCount, type TensorType } from '../../layers/tensor-type';

/** A layer that is exported. */
export interface ExportedLayer {
  readonly path: string;
  readonly origin: Origin;
  readonly layer: LayerDefinition;
  readonly parameters: ResolvedParameters;
  /** Paths of the nodes whose outputs enter, in port and edge order. */
  readonly sources: readonly string[];
  readonly inputs: readonly TensorType[];
  /** Of its only output; an output node, which has none, has the type of its scores. */
  readonly output: TensorType;
  readonly weights: readonly WeightDescription[];
  /** The path under which its weights are: its own, or that of the layer whose weights it uses. */
  readonly weightsPath: string;
  /** How its weights learn; absent: as all others. */
  readonly learning?: NodeLearning | undefined;
}

/** What predicts: the main outputs and all that they depend on; with auxiliary outputs, what training needs as well. */
export interface NetworkToExport {
  readonly analysis: NetworkAnalysis;
  /** Path and shape `[height, width, channels]` (or `[features]`) of the node through which examples enter. */
  readonly input: NetworkInput;
  /** Of a network that compares images all of them, the input of the example itself first. */
  readonly inputs: readonly NetworkInput[];
  /** Through which second images of the examples enter. */
  readonly seconds: readonly SecondInput[];
  /** All images that enter: `inputs`, then `seconds`. */
  readonly images: readonly NetworkInput[];
  /** Through which numbers beside the examples enter; null: the network takes none. */
  readonly numbers: NetworkInput | null;
  /** All that enters: the images, then the numbers beside them. */
  readonly entering: readonly NetworkInput[];
  /** In an order of computation, without the input and the outputs. */
  readonly layers: readonly ExportedLayer[];
  /** The first main output, whose only source gives the scores. */
  readonly output: ExportedLayer;
  /** All main outputs in document order, the first among them. */
  readonly mains: readonly ExportedLayer[];
  /** Auxiliary outputs, which help training only, where they are exported. */
  readonly auxiliary: readonly ExportedLayer[];
  /** By their paths, where they are not; neither is what leads to them alone. */
  readonly leftOut: readonly string[];
}

/**
 * Finds what there is to export. The network must be trainable: an input, a main output, no diagnostic of severity error.
 *
 * @param parts `all` with what only training needs
 * @throws when it is not; the analysis has reported that before.
 */
export function networkToExport(
  analysis: NetworkAnalysis,
  parts: 'predicting' | 'all' = 'predicting',
): NetworkToExport {
  const { main, mains, auxiliary, input, inputs, numbers, seconds } = planNetwork(analysis);
  const images = [...inputs, ...seconds];
  const entering = numbers === null ? images : [...images, numbers];
  const wires = wiresByReceiver(analysis.graph.edges);
  const kept = parts === 'all' ? auxiliary : [];
  const outputs = [...mains, ...kept].map(({ path }) => path);
  const needed = ancestorsOf(outputs, wires);
  const nodes = new Map(analysis.graph.nodes.map((node) => [node.path, node]));
  const all = analysis.order
    .filter((path) => needed.has(path) && !entering.some((one) => one.path === path))
    .map((path) => layerOf(analysis, nodes.get(path), wires.get(path) ?? []));
  const output = all.find(({ path }) => path === main.path);
  if (output === undefined) throw new Error(`${main.path} is not in the order of computation`);
  return {
    analysis,
    input,
    inputs,
    seconds,
    images,
    numbers,
    entering,
    layers: all.filter(({ path }) => !outputs.includes(path)),
    output,
    mains: outputsAmong(all, mains),
    auxiliary: outputsAmong(all, kept),
    leftOut: auxiliary.filter((one) => !kept.includes(one)).map(({ path }) => path),
  };
}

/** In the order of the outputs. */
function outputsAmong(
  all: readonly ExportedLayer[],
  outputs: readonly { readonly path: string }[],
): readonly ExportedLayer[] {
  return outputs.flatMap(({ path }) => all.find((one) => one.path === path) ?? []);
}

function layerOf(
  analysis: NetworkAnalysis,
  node: FlatNode | undefined,
  wires: readonly FlatEdge[],
): ExportedLayer {
  const layer = node && getLayer(node.type);
  const known = node && analysis.nodes.get(node.path);
  if (node === undefined || layer === undefined || known === undefined) {
    throw new Error('a node in the order of computation is not in the network');
  }
  const { path } = node;
  const arriving = layer.inputs.flatMap(({ name }) => wires.filter(({ to }) => to.port === name));
  const inputs = known.inputs.filter((type): type is TensorType => type !== null);
  const output = known.outputs?.[0] ?? inputs[0];
  if (output === undefined) throw new Error(`${path} has no type`);
  return {
    path,
    origin: node.origin,
    layer,
    parameters: node.parameters,
    sources: arriving.map(({ from }) => from.path),
    inputs,
    output,
    weights: weightsOf(analysis, known),
    weightsPath: known.sharesWith ?? path,
    learning: node.learning,
  };
}

/** Parameters that are learned, of all layers that are exported. */
export function learnedCount({ layers }: NetworkToExport): number {
  const owners = layers.filter(({ path, weightsPath }) => path === weightsPath);
  const learned = owners.flatMap(({ weights }) => weights.filter(({ isTrainable }) => isTrainable));
  return learned.reduce((sum, { shape }) => sum + elementCount({ shape }), 0);
}

/** Whether layers add to what training minimizes. */
export function addsLoss({ layers }: NetworkToExport): boolean {
  return layers.some(({ layer }) => layer.addsLoss === true);
}

/** Whether a layer that adds to what is minimized is called more than once: neither framework tells what each call adds. */
export function addsLossTwice({ analysis, layers }: NetworkToExport): boolean {
  const shared = new Set(
    analysis.graph.nodes.flatMap(({ path, sharesWith }) => (sharesWith === undefined ? [] : [path])),
  );
  return layers.some(({ layer, path }) => layer.addsLoss === true && shared.has(path));
}

/** Its own weights, or those that it uses. */
function weightsOf(
  { nodes }: NetworkAnalysis,
  { weights, sharesWith }: NodeAnalysis,
): readonly WeightDescription[] {
  return sharesWith === undefined ? weights : (nodes.get(sharesWith)?.weights ?? []);
}

/** The paths of all nodes that some depend on, and their own. */
function ancestorsOf(
  paths: readonly string[],
  wires: ReadonlyMap<string, readonly FlatEdge[]>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...paths];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const wire of wires.get(next) ?? []) pending.push(wire.from.path);
  }
  return found;
}
