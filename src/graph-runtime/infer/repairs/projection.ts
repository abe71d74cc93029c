import { scopeContent } from '../../document/apply-edits';
import type { ParameterValue, Scope } from '../../document/document';
import type { WiredNode } from '../wiring';
import type { NewNode } from './insert-node';
import type { RepairContext } from './repair-context';

/** The layers that bring one shape to another by learned weights: for images a convolution, for vectors a dense layer. */
const IMAGE_PROJECTION = 'conv2d';
const VECTOR_PROJECTION = 'dense';

export interface Projection {
  readonly node: NewNode;
  /** Code and values of the repair's text. */
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/**
 * The layer that makes `to` of `from`: a 1 × 1 convolution with as many filters as `to` has channels, and strides where height
 * and width must shrink (He et al. 2015, section 3.3, option B). Null when no small stride gives the size.
 */
export function projectionTo(from: readonly number[], to: readonly number[]): Projection | null {
  const [height, width, channels] = from;
  const [targetHeight, targetWidth, filters] = to;
  if (from.length === 1 && to.length === 1 && targetHeight !== undefined) {
    const node = { type: VECTOR_PROJECTION, parameters: { units: targetHeight } };
    return { node, code: 'insert-dense-projection', values: { units: targetHeight } };
  }
  if (height === undefined || width === undefined || channels === undefined || from.length !== 3) return null;
  if (targetHeight === undefined || targetWidth === undefined || filters === undefined) return null;
  const strides = [strideTo(height, targetHeight), strideTo(width, targetWidth)];
  const [vertical, horizontal] = strides;
  if (vertical == null || horizontal == null) return null;
  const parameters = { filters, kernelSize: [1, 1], strides: [vertical, horizontal], padding: 'valid' };
  const shown = vertical === horizontal ? vertical : `${vertical} × ${horizontal}`;
  return {
    node: { type: IMAGE_PROJECTION, parameters },
    code: 'insert-projection',
    values: { filters, strides: shown },
  };
}

/** A larger stride would look at one cell in twenty-five and more: that is no projection any longer. */
const LARGEST_STRIDE = 4;

/** The smallest stride under which a window of one cell fits `target` times into `size`: ⌈size / stride⌉ = target. */
function strideTo(size: number, target: number): number | null {
  if (target > size) return null;
  for (let stride = Math.max(1, Math.floor(size / target)); stride <= LARGEST_STRIDE; stride += 1) {
    const count = Math.ceil(size / stride);
    if (count === target) return stride;
    if (count < target) return null;
  }
  return null;
}

/**
 * The projection with expressions in the place of numbers, where a layer of the arm it must meet has the same value by an
 * expression. A projection inside a block then fits every use of the block, not only the one that was looked at.
 */
export function withExpressions(
  context: RepairContext,
  projection: Projection,
  scope: Scope,
  arm: readonly WiredNode[],
): NewNode {
  const { node } = projection;
  const parameters: Record<string, ParameterValue> = { ...node.parameters };
  for (const name of ['filters', 'units', 'strides']) {
    const wanted = parameters[name];
    if (wanted === undefined) continue;
    const expression = expressionFor(context, scope, arm, name, wanted);
    if (expression !== null) parameters[name] = expression;
  }
  return { ...node, parameters };
}

function expressionFor(
  context: RepairContext,
  scope: Scope,
  arm: readonly WiredNode[],
  name: string,
  wanted: ParameterValue,
): ParameterValue | null {
  const content = scopeContent(context.document, scope);
  for (const { node } of [...arm].reverse()) {
    if (node.origin.scope !== scope || String(node.parameters[name]) !== String(wanted)) continue;
    const spec = content?.nodes.find(({ id }) => id === node.origin.id);
    const written = spec?.repeat === undefined ? spec?.parameters?.[name] : undefined;
    if (written !== undefined && String(written).includes('=')) return written;
  }
  return null;
}
