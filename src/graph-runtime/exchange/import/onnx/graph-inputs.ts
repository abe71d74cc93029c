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
export function addInputs(builder: NetworkBuilder, graph: OnnxSourceGraph): readonly GraphInput[] {
  return graph.inputs
    .filter(({ name }) => !graph.initializers.has(name))
    .map((info) => addInput(builder, info));
}

function addInput(builder: NetworkBuilder, { name, dims }: OnnxValueInfo): GraphInput {
  const [, ...sizes] = dims ?? [null, 3, null, null];
  const known = sizes.map((size, at) => size ?? (at === 0 && sizes.length === 3 ? 3 : USUAL_SIDE));
  const assumed = sizes.includes(null) || dims === undefined ? known : null;
  if (known.length > 3 || known.length === 0) {
    const all = known.reduce((product, size) => product * size, 1);
    const node = builder.add('input', { name, inputs: [], parameters: { shape: [all] } });
    return { name, value: { ...activationOf(node), isOpaque: known.length > 3 }, assumed };
  }
  const [first = 1, , last = 1] = known;
  // TensorFlow's graphs may have the channels last.
  const isChannelsLast = known.length === 3 && last <= MOST_IMAGE_CHANNELS && first > MOST_IMAGE_CHANNELS;
  const axes = isChannelsLast ? [0, 1, 2] : usualAxes(known.length);
  const shape = known.map((_, axis) => known[axes.indexOf(axis)] ?? 1);
  const node = builder.add('input', { name, inputs: [], parameters: { shape } });
  return { name, value: activationOf(node, axes), assumed };
}
