import { bytesOf } from '../memory/memory-timeline';
import { attributeOf } from '../ops/attributes';
import type { OpNode, Value } from '../ops/op-graph';

/**
 * What an op keeps a processor busy with. Each kind has its own speed (`machine-speed.ts`): products of convolutions, of convolutions channel by
 * channel and of matrices are multiply-accumulates, everything else moves bytes.
 */
export const WORK_KINDS = [
  'convolution',
  'depthwise',
  'matrix',
  'pooling',
  'normalization',
  'bytes',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** Amounts of an op's work, of the kind it does: `fixed + perExample × batch`. */
export interface OpWork {
  readonly kind: WorkKind;
  readonly fixed: number;
  readonly perExample: number;
}

const FREE: ReadonlySet<string> = new Set([
  ...['Const', 'Placeholder', 'NoOp', 'VarHandleOp', 'ReadVariableOp', 'Identity', 'IdentityN'],
  ...['Reshape', 'ExpandDims', 'Squeeze', 'Shape', 'StopGradient', 'Range'],
]);

const KINDS: Readonly<Record<string, WorkKind>> = {
  Conv2D: 'convolution',
  Conv2DBackpropInput: 'convolution',
  Conv2DBackpropFilter: 'convolution',
  DepthwiseConv2dNative: 'depthwise',
  DepthwiseConv2dNativeBackpropInput: 'depthwise',
  DepthwiseConv2dNativeBackpropFilter: 'depthwise',
  MatMul: 'matrix',
  BatchMatMulV2: 'matrix',
  BatchMatMulV3: 'matrix',
  MaxPool: 'pooling',
  MaxPoolGrad: 'pooling',
  AvgPool: 'pooling',
  AvgPoolGrad: 'pooling',
  FusedBatchNormV3: 'normalization',
  FusedBatchNormGradV3: 'normalization',
};

/** An op's work; null where it only hands on what is there. */
export function workOf(op: OpNode): OpWork | null {
  if (FREE.has(op.op)) return null;
  const kind = KINDS[op.op] ?? 'bytes';
  if (kind === 'convolution' || kind === 'depthwise') return { kind, ...convolutionProducts(op) };
  if (kind === 'matrix') return { kind, ...matrixProducts(op) };
  return { kind, ...movedBytes(op) };
}

type Amount = Omit<OpWork, 'kind'>;

function movedBytes({ inputs, outputs }: OpNode): Amount {
  let fixed = 0;
  let perExample = 0;
  for (const value of [...inputs, ...outputs]) {
    if (value.dtype === 'resource') continue;
    const bytes = bytesOf(value);
    fixed += bytes.fixed;
    perExample += bytes.perExample;
  }
  return { fixed, perExample };
}

/** Elements of a value, per example where it has a batch axis. */
function elements(value: Value): Amount {
  const open = value.shape.includes(null);
  const count = value.shape.reduce<number>((product, size) => product * (size ?? 1), 1);
  return open ? { fixed: 0, perExample: count * value.op.rowsPerExample } : { fixed: count, perExample: 0 };
}

function times({ fixed, perExample }: Amount, factor: number): Amount {
  return { fixed: fixed * factor, perExample: perExample * factor };
}

/**
 * Every output position (of the forward pass) meets every tap of its kernel: `[taps high, taps wide, channels, filters]`, so an op takes positions ×
 * taps × channels × filters, whichever of the three it computes.
 */
function convolutionProducts(op: OpNode): Amount {
  const isBackward = op.op.includes('Backprop');
  const y = isBackward ? op.inputs[2] : op.outputs[0];
  const kernel = op.op.endsWith('BackpropFilter') ? op.outputs[0] : isBackward ? kernelOf(op) : op.inputs[1];
  if (y === undefined || kernel === undefined) return { fixed: 0, perExample: 0 };
  const [height = 1, width = 1, channels = 1] = kernel.shape;
  const isDepthwise = op.op.startsWith('Depthwise');
  return times(elements(y), (height ?? 1) * (width ?? 1) * (isDepthwise ? 1 : (channels ?? 1)));
}

/** Of the gradient of a convolution's input, input 1. */
function kernelOf(op: OpNode): Value | undefined {
  return op.inputs[1];
}

function matrixProducts(op: OpNode): Amount {
  const [a] = op.inputs;
  const [y] = op.outputs;
  if (a === undefined || y === undefined) return { fixed: 0, perExample: 0 };
  const isTransposed = attributeOf(op, op.op === 'MatMul' ? 'transpose_a' : 'adj_x', 'bool');
  const inner = a.shape[a.shape.length - (isTransposed ? 2 : 1)];
  const produced = elements(y);
  // A sum over the batch: each example adds one product to every element.
  return inner === null || inner === undefined
    ? { fixed: 0, perExample: produced.fixed * a.op.rowsPerExample }
    : times(produced, inner);
}
