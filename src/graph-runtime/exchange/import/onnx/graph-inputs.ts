import type { NetworkBuilder } from '../network/network-builder';
import type { OnnxSourceGraph, OnnxValueInfo } from './source-model';
import { type Activation, activationOf, usualAxes } from './values';

/** Height and width of images of any size. */
const USUAL_SIDE = 224;
/** Images have as many channels at most: gray, color, with transparency. */
const MOST_IMAGE_CHANNELS = 4;

export interface GraphInput {
  readonly name: string;
  readonly value: Activation;
  /** The sizes that were chosen because the file leaves them open; null: none. */
  readonly assumed: readonly number[] | null;
}

/** How many examples the graph is written for; 1 where it takes any number. */
export function batchOf({ inputs, initializers }: OnnxSourceGraph): number {
  const first = inputs.find(({ name }) => !initializers.has(name));
  return first?.dims?.[0] ?? 1;
}

/** The inputs that are none of the graph's tensors, as input layers. */
export function addInputs(
  builder: NetworkBuilder,
  graph: OnnxSourceGraph,
  producer: string,
): readonly GraphInput[] {
  return graph.inputs
    .filter(({ name }) => !graph.initializers.has(name))
    .map((info) => addInput(builder, info, { graph, producer }));
}

/** Operators whose channels are the second axis, whatever enters. */
const CHANNELS_SECOND: ReadonlySet<string> = new Set([
  ...['Conv', 'ConvTranspose', 'MaxPool', 'AveragePool', 'GlobalMaxPool', 'GlobalAveragePool', 'LpPool'],
  ...[
    'BatchNormalization',
    'InstanceNormalization',
    'GroupNormalization',
    'LRN',
    'PRelu',
    'Resize',
    'Upsample',
  ],
  ...['DepthToSpace', 'SpaceToDepth'],
]);

/** Operators that leave every value at its place; what is behind them says how the axes lie. */
const IN_PLACE: ReadonlySet<string> = new Set([
  ...['Add', 'Sub', 'Mul', 'Div', 'Cast', 'Identity', 'Relu', 'Clip', 'Pad', 'Dropout'],
]);

/** How far to look for what reads an input. */
const FARTHEST = 8;

/** Whether an operator that has the channels as its second axis reads a value, directly or behind others that move nothing. */
function hasChannelsSecond({ nodes }: Pick<OnnxSourceGraph, 'nodes'>, name: string, distance = 0): boolean {
  if (distance > FARTHEST) return false;
  return nodes.some(({ inputs, outputs, operator }) => {
    if (inputs[0] !== name && !(IN_PLACE.has(operator) && inputs.includes(name))) return false;
    if (CHANNELS_SECOND.has(operator)) return true;
    return IN_PLACE.has(operator) && hasChannelsSecond({ nodes }, outputs[0] ?? '', distance + 1);
  });
}

function addInput(
  builder: NetworkBuilder,
  { name, dims }: OnnxValueInfo,
  { graph, producer }: { readonly graph: OnnxSourceGraph; readonly producer: string },
): GraphInput {
  const [, ...sizes] = dims ?? [null, 3, null, null];
  const known = sizes.map((size, at) => size ?? (at === 0 && sizes.length === 3 ? 3 : USUAL_SIDE));
  const assumed = sizes.includes(null) || dims === undefined ? known : null;
  if (known.length > 3 || known.length === 0) {
    const all = known.reduce((product, size) => product * size, 1);
    const node = builder.add('input', { name, inputs: [], parameters: { shape: [all] } });
    return { name, value: { ...activationOf(node), isOpaque: known.length > 3 }, assumed };
  }
  const axes = inputAxes(known, producer === 'Netloom', () => hasChannelsSecond(graph, name));
  const shape = known.map((_, axis) => known[axes.indexOf(axis)] ?? 1);
  const node = builder.add('input', { name, inputs: [], parameters: { shape } });
  return { name, value: activationOf(node, axes), assumed };
}

/** TensorFlow's graphs may have the channels of images last; PyTorch's have those of sequences first. */
function inputAxes(
  known: readonly number[],
  isOwn: boolean,
  isChannelsSecond: () => boolean,
): readonly number[] {
  const [first = 1, , last = 1] = known;
  const usual = usualAxes(known.length);
  if (isOwn || known.length === 1) return usual;
  if (known.length === 2) return isChannelsSecond() ? [1, 0] : usual;
  const isLikely = last <= MOST_IMAGE_CHANNELS && first > MOST_IMAGE_CHANNELS;
  return isLikely && !isChannelsSecond() ? [0, 1, 2] : usual;
}
