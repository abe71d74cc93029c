import type { NetloomDocument, NodeSpec, ParameterValue, Scope } from '../../document/document';
import type { DocumentEdit } from '../../document/edit';
import { getLayer } from '../../layers/registry';
import { weightFamilies } from './families/registry';
import { PROJECT_FAMILY } from './family';

/** A change that makes a network compute what PyTorch's computes with the same weights. */
export interface TorchEdits {
  readonly edits: readonly DocumentEdit[];
  /** How many nodes pad as TensorFlow does and will pad as PyTorch does. */
  readonly padded: number;
  /** How many blocks move their stride from the first convolution to the second, as torchvision's bottlenecks have it. */
  readonly movedStrides: number;
  /** How many nodes get parameters that the family's layers have. */
  readonly adjusted: number;
}

/** What Netloom has written computes the same here. */
export const NO_EDITS: TorchEdits = { edits: [], padded: 0, movedStrides: 0, adjusted: 0 };

/**
 * What differs though names and shapes agree. `same` padding with a stride of 2 puts the odd row at the end in TensorFlow, and PyTorch
 * pads both sides alike: kernel sizes are odd there, and the padding is half of them. torchvision's bottlenecks have their stride at the
 * 3x3 convolution (ResNet V1.5), the paper's at the first; layers of other families have other parameters.
 */
export function torchEdits(document: NetloomDocument, family: string): TorchEdits {
  // What was exported from here pads as it does here.
  if (family === PROJECT_FAMILY) return NO_EDITS;
  const scopes: readonly (readonly [Scope, readonly NodeSpec[]])[] = [
    [null, document.nodes],
    ...Object.entries(document.blocks).map(([name, { nodes }]) => [name, nodes] as const),
  ];
  const {
    padsAsTensorFlow = false,
    hasLateStride = false,
    parameters = {},
  } = weightFamilies.find(({ label }) => label === family) ?? {};
  const padding = padsAsTensorFlow
    ? []
    : scopes.flatMap(([scope, nodes]) => nodes.flatMap((node) => paddingEdit(scope, node)));
  const strides = hasLateStride ? scopes.flatMap(([scope, nodes]) => strideEdits(scope, nodes)) : [];
  const adjusting = scopes.map(([scope, nodes]) =>
    nodes.map((node) => parameterEdits(scope, node, parameters[node.type] ?? {})),
  );
  return {
    edits: [...padding, ...strides, ...adjusting.flat(2)],
    padded: padding.length,
    movedStrides: strides.length / 2,
    adjusted: adjusting.flat().filter((edits) => edits.length > 0).length,
  };
}

function parameterEdits(
  scope: Scope,
  { id, type, parameters = {} }: NodeSpec,
  wanted: Readonly<Record<string, ParameterValue>>,
): DocumentEdit[] {
  const usual = getLayer(type)?.parameters ?? {};
  return Object.entries(wanted).flatMap(([parameter, value]): DocumentEdit[] => {
    const present = parameters[parameter] ?? usual[parameter]?.default;
    return present === value ? [] : [{ kind: 'set-parameter', scope, id, parameter, value }];
  });
}

function paddingEdit(scope: Scope, { id, type, parameters = {} }: NodeSpec): DocumentEdit[] {
  const { padding, strides = 1, kernelSize } = parameters;
  const isStrided = strides !== 1;
  if (padding !== 'same' || !isStrided || getLayer(type) === undefined) return [];
  const half = halfOf(kernelSize);
  return half === null ? [] : [{ kind: 'set-parameter', scope, id, parameter: 'padding', value: half }];
}

/** Half of an odd kernel, also where it is an expression. */
function halfOf(size: ParameterValue | undefined): ParameterValue | null {
  if (typeof size === 'number') return size % 2 === 1 ? (size - 1) / 2 : null;
  return typeof size === 'string' && size.startsWith('=') ? `=floor((${size.slice(1)}) / 2)` : null;
}

function strideEdits(scope: Scope, nodes: readonly NodeSpec[]): DocumentEdit[] {
  const convolutions = ['conv1', 'conv2', 'conv3'].map((id) => nodes.find((node) => node.id === id));
  const [first, second, third] = convolutions;
  const strides = first?.parameters?.strides;
  const isBottleneck =
    first?.parameters?.kernelSize === 1 && second?.parameters?.kernelSize === 3 && third !== undefined;
  if (scope === null || !isBottleneck || strides === undefined) return [];
  return [
    { kind: 'set-parameter', scope, id: 'conv1', parameter: 'strides', value: undefined },
    { kind: 'set-parameter', scope, id: 'conv2', parameter: 'strides', value: strides },
  ];
}
