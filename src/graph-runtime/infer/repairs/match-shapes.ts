import type { Fix } from '../../diagnostics/diagnostic';
import { applyEdits } from '../../document/apply-edits';
import type { DocumentEdit } from '../../document/edit';
import { isSameShape } from '../../layers/tensor-type';
import type { IncomingWire, WiredNode } from '../wiring';
import { chainBefore, findPaddingChanges, findSizeChange, type ParameterChange } from './chain';
import { insertOnWire } from './insert-node';
import { projectionTo, withExpressions } from './projection';
import type { RepairContext } from './repair-context';

/** A wire into the node whose inputs do not go together. */
interface Arm {
  readonly wire: IncomingWire;
  readonly shape: readonly number[];
  /** The layers that work for this wire alone. */
  readonly chain: readonly WiredNode[];
}

/**
 * Repairs for a node that joins its inputs, when their shapes do not agree: a projection on the shortcut (a 1 × 1 convolution
 * with the right number of filters, and strides where the size must shrink), as ResNet has it; or other parameters of the
 * layers before, so that the shapes agree. With `keepsChannels` only height and width must.
 */
export function matchShapes(context: RepairContext, node: WiredNode, keepsChannels: boolean): Fix[] {
  const arms = node.incoming.flatMap((wire): Arm[] => {
    const shape = context.nodes.get(wire.from.node.path)?.outputs?.[wire.output]?.shape;
    return shape === undefined ? [] : [{ wire, shape, chain: chainBefore(wire) }];
  });
  if (arms.length < node.incoming.length) return [];
  const wanted = (arm: Arm, target: Arm) => {
    if (keepsChannels) return [...target.shape.slice(0, -1), arm.shape.at(-1) ?? 1];
    // One value per channel is repeated over the image: then only the channels must agree.
    const isRepeated = isPerChannel(arm.shape) !== isPerChannel(target.shape);
    return isRepeated ? [...arm.shape.slice(0, -1), target.shape.at(-1) ?? 1] : target.shape;
  };
  const plans = targets(arms).map((target) => ({
    target,
    others: arms.flatMap((arm) => {
      const shape = wanted(arm, target);
      return isSameShape(arm.shape, shape) ? [] : [{ arm, shape }];
    }),
  }));
  const projections = plans.map(({ target, others }) => project(context, target, others));
  const changes = plans.flatMap(({ others }) => [changeSizes(context, others), keepSizes(context, others)]);
  // One projection is enough: at the shortcut if it can be.
  const [projection] = projections.filter(isFix);
  return distinct([...(projection === undefined ? [] : [projection]), ...changes.filter(isFix)]);
}

/** `[channels]` and `[1, 1, channels]`. */
function isPerChannel(shape: readonly number[]): boolean {
  return shape.slice(0, -1).every((size) => size === 1);
}

function isFix(fix: Fix | null): fix is Fix {
  return fix !== null;
}

/** An arm, and the shape it must be brought to. */
interface Mismatch {
  readonly arm: Arm;
  readonly shape: readonly number[];
}

/**
 * The arms the others may be matched to, of each shape one: images before what is repeated over them, and the longest first, for
 * the short one is the shortcut.
 */
function targets(arms: readonly Arm[]): Arm[] {
  const isRepeated = ({ shape }: Arm) => Number(isPerChannel(shape));
  const sorted = [...arms].sort((a, b) => isRepeated(a) - isRepeated(b) || b.chain.length - a.chain.length);
  return sorted.filter(
    (arm, index) => sorted.findIndex(({ shape }) => isSameShape(shape, arm.shape)) === index,
  );
}

/** Puts a projection on every wire that differs from the target. */
function project(context: RepairContext, target: Arm, others: readonly Mismatch[]): Fix | null {
  const edits: DocumentEdit[] = [];
  let current = context;
  let first: { readonly code: string; readonly values: Fix['values'] } | null = null;
  for (const { arm, shape } of others) {
    const projection = projectionTo(arm.shape, shape);
    if (projection === null) return null;
    const { origin } = arm.wire.edge;
    const node = withExpressions(context, projection, origin.scope, target.chain);
    const inserted = insertOnWire(current, origin, { ...node, id: 'projection' });
    if (inserted === null) return null;
    edits.push(...inserted.edits);
    current = { ...current, document: applyEdits(current.document, inserted.edits) };
    first ??= { code: projection.code, values: { ...projection.values, from: origin.edge.from } };
  }
  return first === null ? null : { ...first, edits };
}

/** Sets the filters (or units) of one layer before each wire that differs. */
function changeSizes(context: RepairContext, others: readonly Mismatch[]): Fix | null {
  const changes: ParameterChange[] = [];
  for (const { arm, shape } of others) {
    const change = findSizeChange(context, arm.chain, shape);
    if (change === null) return null;
    changes.push(change);
  }
  const [first] = changes;
  if (first === undefined) return null;
  const { parameter, value } = first;
  const node = changes.map((change) => change.node.node.path).join(', ');
  return {
    code: 'match-filters',
    values: { node, parameter, value: String(value) },
    edits: changes.map(toEdit),
  };
}

/** Sets paddings before each wire that differs to `same`, so that nothing is cut off on the way. */
function keepSizes(context: RepairContext, others: readonly Mismatch[]): Fix | null {
  const changes: ParameterChange[] = [];
  for (const { arm, shape } of others) {
    const found = findPaddingChanges(context, arm.chain, shape);
    if (found === null) return null;
    changes.push(...found);
  }
  if (changes.length === 0) return null;
  const nodes = Array.from(new Set(changes.map((change) => change.node.node.path))).join(', ');
  return { code: 'keep-size', values: { nodes }, edits: changes.map(toEdit) };
}

function toEdit({ node, parameter, value }: ParameterChange): DocumentEdit {
  const { scope, id } = node.node.origin;
  const written = typeof value === 'object' ? [...value] : value;
  return { kind: 'set-parameter', scope, id, parameter, value: written };
}

/** Drops repairs that make the same edits. */
function distinct(fixes: readonly Fix[]): Fix[] {
  const seen = new Set<string>();
  return fixes.filter(({ edits }) => {
    const key = JSON.stringify(edits);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
