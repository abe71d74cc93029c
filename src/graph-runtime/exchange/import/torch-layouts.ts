import type { FlatNode } from '../../blocks/flat-graph';
import type { NetworkAnalysis } from '../../infer/analysis';
import { type WiredNode, Wiring } from '../../infer/wiring';

/** How the values of a tensor become those of a weight: seen in another shape, with the axes in another order. */
export interface Rearrangement {
  /** The tensor's values in this shape; its size is the tensor's. */
  readonly view: readonly number[];
  /** Which axis of the view comes at each place. */
  readonly axes: readonly number[];
}

/** How PyTorch has one weight of a node. */
export interface TorchWeight {
  /** The parameter or buffer of the module: `weight`, `running_mean`. */
  readonly parameter: string;
  /** Of the part that it is. */
  readonly shape: readonly number[];
  /** Null: the values are in the same order. */
  readonly rearrangement: Rearrangement | null;
  readonly kind: 'same' | 'transposed' | 'flattened';
  /** Where a tensor holds several weights one after the other along its first axis; absent: it holds this one. */
  readonly part?: TensorPart;
}

/** The `at`-th of `of` equal parts. */
export interface TensorPart {
  readonly at: number;
  readonly of: number;
}

const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  kernel: ['weight'],
  bias: ['bias'],
  gamma: ['weight', 'gamma'],
  beta: ['bias', 'beta'],
  alpha: ['weight'],
  movingMean: ['running_mean'],
  movingVariance: ['running_var'],
  embeddings: ['weight'],
  token: ['token'],
  positions: ['positions'],
};

/** Query, key and value: by themselves, or in one tensor (`nn.MultiheadAttention`, timm's `qkv`). */
const ATTENTION_PARTS = ['query', 'key', 'value'];

/**
 * How PyTorch's modules may have a weight, the usual way first: kernels with channels first (`[out, in, height, width]`, `[out, in]`; Netloom has
 * `[height, width, in, out]`, `[in, out]`). A vector that was flattened from an image `[channels, height, width]` comes in another order than
 * one flattened from `[height, width, channels]`, and with it the rows of the dense layer behind it, and what is in between.
 *
 * @param flattened shape `[height, width, channels]` of the image that the node's input was flattened from; null: of none
 * @returns none for weights that no module of PyTorch has
 */
export function torchWeights(
  type: string,
  name: string,
  shape: readonly number[],
  flattened: readonly number[] | null,
): readonly TorchWeight[] {
  if (type === 'multiHeadAttention') return attentionWeights(name, shape);
  const layout = layoutOf(type, name, shape, flattened);
  return layout === null ? [] : (PARAMETERS[name] ?? []).map((parameter) => ({ parameter, ...layout }));
}

type Layout = Omit<TorchWeight, 'parameter' | 'part'>;

function layoutOf(
  type: string,
  name: string,
  shape: readonly number[],
  flattened: readonly number[] | null,
): Layout | null {
  const image = flattened !== null && flattened.length === 3 && isLarge(flattened) ? flattened : null;
  const [height = 1, width = 1, channels = 1] = image ?? [];
  if (name !== 'kernel') {
    if (image === null || type === 'dense') return { shape, rearrangement: null, kind: 'same' };
    const rearrangement = { view: [channels, height, width], axes: [1, 2, 0] };
    return { shape, rearrangement, kind: 'flattened' };
  }
  if (shape.length === 2 && image !== null) {
    const [, outputs = 1] = shape;
    const rearrangement = { view: [outputs, channels, height, width], axes: [2, 3, 1, 0] };
    return { shape: [...shape].reverse(), rearrangement, kind: 'flattened' };
  }
  return kernelLayout(type, shape);
}

function kernelLayout(type: string, shape: readonly number[]): Layout | null {
  if (shape.length === 4) {
    const [height = 1, width = 1, inputs = 1, outputs = 1] = shape;
    // A depthwise kernel is a grouped one there: a filter for each channel and multiple of it.
    const isDepthwise = type === 'depthwiseConv2d';
    const torch = isDepthwise ? [inputs * outputs, 1, height, width] : [outputs, inputs, height, width];
    const view = isDepthwise ? [inputs, outputs, height, width] : torch;
    const axes = isDepthwise ? [2, 3, 0, 1] : [2, 3, 1, 0];
    return { shape: torch, rearrangement: { view, axes }, kind: 'transposed' };
  }
  // Of vectors, and of sequences: `[width, in, out]`.
  if (shape.length !== 2 && shape.length !== 3) return null;
  const torch = [...shape].reverse();
  return {
    shape: torch,
    rearrangement: { view: torch, axes: shape.map((_, axis) => shape.length - 1 - axis) },
    kind: 'transposed',
  };
}

function attentionWeights(name: string, shape: readonly number[]): readonly TorchWeight[] {
  const match = /^(query|key|value|output)(Kernel|Bias)$/.exec(name);
  if (match === null) return [];
  const [, part = '', what = ''] = match;
  const isKernel = what === 'Kernel';
  const torch = [...shape].reverse();
  const layout: Layout = isKernel
    ? { shape: torch, rearrangement: { view: torch, axes: [1, 0] }, kind: 'transposed' }
    : { shape, rearrangement: null, kind: 'same' };
  const end = isKernel ? 'weight' : 'bias';
  const alone = part === 'output' ? ['out_proj', 'proj', 'output'] : [part, `${part.charAt(0)}_proj`];
  const at = ATTENTION_PARTS.indexOf(part);
  const joined = at < 0 ? [] : [`in_proj_${end}`, `qkv.${end}`];
  return [
    ...joined.map((parameter): TorchWeight => ({ parameter, ...layout, part: { at, of: 3 } })),
    ...alone.map((parameter): TorchWeight => ({ parameter: `${parameter}.${end}`, ...layout })),
  ];
}

const isLarge = ([height = 1, width = 1]: readonly number[]) => height * width > 1;

/**
 * For nodes that take a vector which was flattened from an image: its shape `[height, width, channels]`. Through layers that keep a
 * vector's numbers at their places: activations, dropout, normalization.
 */
export function flattenedInputs(analysis: NetworkAnalysis): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>();
  const { nodes } = new Wiring(analysis.graph);
  for (const wired of nodes) {
    const shape = imageBefore(wired, analysis);
    if (shape !== null) found.set(wired.node.path, shape);
  }
  return found;
}

function imageBefore(wired: WiredNode, { nodes }: NetworkAnalysis): readonly number[] | null {
  for (let node = only(wired); node !== null; node = only(node)) {
    const [input] = nodes.get(node.node.path)?.inputs ?? [];
    const [output] = nodes.get(node.node.path)?.outputs ?? [];
    if (input?.shape === undefined || output?.shape.length !== 1) return null;
    if (input.shape.length > 1) return isFlattening(node.node) ? input.shape : null;
    if (nodes.get(node.node.path)?.weights.some(({ name }) => name === 'kernel') === true) return null;
  }
  return null;
}

function only({ incoming }: WiredNode): WiredNode | null {
  return incoming.length === 1 ? (incoming[0]?.from ?? null) : null;
}

/** Of the layers that make a vector of an image, the one that keeps every number. */
function isFlattening({ type }: FlatNode): boolean {
  return type === 'flatten';
}
