import { formatShape } from '../../../layers/tensor-type';
import type { CannotMap } from '../network/network-builder';
import type { ImportState } from './import-state';
import { nameOfLayer } from './name-of-layer';
import type { OnnxSourceAttribute, OnnxSourceGraph, OnnxSourceNode } from './source-model';
import { type Activation, activationOf, dimsOf, type OnnxValue, usualAxes } from './values';

/** Numbers of a list that are shown; a file may have any number of them. */
const MOST_SHOWN = 32;
const LONGEST_TEXT = 200;

/** Keeps the place of an operation: one placeholder for each output that something reads. */
export function addPlaceholders(
  node: OnnxSourceNode,
  inputs: readonly (OnnxValue | null)[],
  { reason, detail }: CannotMap,
  to: {
    readonly graph: OnnxSourceGraph;
    readonly state: ImportState;
    readonly values: Map<string, OnnxValue>;
  },
): void {
  const { graph, state, values } = to;
  const activations = inputs.flatMap(activationsOf);
  for (const name of node.outputs.filter((one) => (state.uses.get(one) ?? 0) > 0)) {
    const known = knownDims(graph, name);
    const [first] = activations;
    const dims = known ?? (first === undefined ? [1] : dimsOf(first));
    const { shape, axes } = placeholderShape(dims);
    const made = state.builder.addPlaceholder(
      node.operator,
      activations.map((value) => value.node),
      {
        ...{ name: nameOfLayer(node), shape, reason, detail, isShapeKnown: known !== null },
        attributes: Array.from(node.attributes, ([key, one]) => `${key} = ${attributeText(one)}`).join(', '),
      },
    );
    const value = activationOf(made, axes);
    values.set(name, dims.length > 3 ? { ...value, isOpaque: true } : value);
  }
}

function activationsOf(value: OnnxValue | null): readonly Activation[] {
  if (value?.kind === 'states') return value.parts.map((part) => part.sequence());
  return value?.kind === 'activation' ? [value] : [];
}

/** Without the batch, where the file says all of them. */
function knownDims(graph: OnnxSourceGraph, name: string): readonly number[] | null {
  const info = graph.values.get(name) ?? graph.outputs.find((one) => one.name === name);
  if (info?.dims === undefined) return null;
  const dims = info.dims.slice(1).filter((size): size is number => size !== null);
  return dims.length === info.dims.length - 1 ? dims : null;
}

/** Channels last; of more than three axes, the first ones are one. */
function placeholderShape(dims: readonly number[]): {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
} {
  const merged = mergedDims(dims);
  const axes = usualAxes(merged.length);
  return { axes, shape: merged.map((_, axis) => merged[axes.indexOf(axis)] ?? 1) };
}

function mergedDims(dims: readonly number[]): readonly number[] {
  if (dims.length === 0) return [1];
  if (dims.length <= 3) return dims;
  const first = dims.slice(0, -2).reduce((product, size) => product * size, 1);
  return [first, ...dims.slice(-2)];
}

function attributeText(attribute: OnnxSourceAttribute): string {
  switch (attribute.kind) {
    case 'int':
    case 'float':
      return `${Number(attribute.value.toPrecision(7))}`;
    case 'ints':
    case 'floats': {
      const { values } = attribute;
      return `[${values.slice(0, MOST_SHOWN).join(', ')}${values.length > MOST_SHOWN ? ', …' : ''}]`;
    }
    case 'string':
      return `"${attribute.text.slice(0, LONGEST_TEXT)}"`;
    case 'tensor':
      return `${attribute.tensor.type} ${formatShape(attribute.tensor.dims)}`;
    case 'other':
      return `(${attribute.what})`;
  }
}
