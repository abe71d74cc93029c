import { create } from 'zustand';
import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import type { Flow, NetloomDocument, Position, Scope } from '../../../graph-runtime/document/document';
import { flowOf } from '../document/flow';
import { nodesOf } from '../document/network';
import { isAutomatic, placeMissing } from '../edits/placing';
import { computeLayout } from './layout-engine';
import { createLayoutRequest, type LayoutResult, signatureOf } from './layout-request';

/**
 * Automatic layouts, by the structure they belong to. They are no part of the document: a network without positions is laid
 * out on opening, and that is no edit.
 */
interface KnownLayout {
  readonly signature: string;
  readonly flow: Flow;
  readonly result: LayoutResult;
}

interface LayoutsState {
  /** The last layout of each scope, with the signature of the structure it was made for. */
  readonly layouts: ReadonlyMap<string, KnownLayout>;
  /** Makes a layout for the scope unless the one there fits. */
  ensure(generation: number, document: NetloomDocument, scope: Scope): void;
}

/** New nodes that are shown at their own place until the layout has theirs. */
const MOST_MISSING = 12;

const scopeKey = (generation: number, scope: Scope) => `${generation}:${scope ?? ''}`;
const pending = new Map<string, string>();
/** What was asked for last in each scope: most edits change a number, and the layout stays. */
const checked = new Map<string, { readonly document: NetloomDocument; readonly scope: Scope }>();

function isSameStructure(
  before: { readonly document: NetloomDocument; readonly scope: Scope } | undefined,
  document: NetloomDocument,
  scope: Scope,
): boolean {
  if (before === undefined || before.document.blocks !== document.blocks) return false;
  if (flowOf(before.document, before.scope) !== flowOf(document, scope)) return false;
  const old = scopeContent(before.document, before.scope);
  const now = scopeContent(document, scope);
  if (
    old === undefined ||
    now === undefined ||
    old.edges !== now.edges ||
    old.nodes.length !== now.nodes.length
  )
    return false;
  return now.nodes.every(
    (node, index) => node.id === old.nodes[index]?.id && node.type === old.nodes[index]?.type,
  );
}

export const useLayouts = create<LayoutsState>()((set, get) => ({
  layouts: new Map(),
  ensure: (generation, document, scope) => {
    const key = scopeKey(generation, scope);
    if (isSameStructure(checked.get(key), document, scope)) return;
    checked.set(key, { document, scope });
    const request = createLayoutRequest(document, scope);
    const signature = signatureOf(request);
    if (get().layouts.get(key)?.signature === signature || pending.get(key) === signature) return;
    pending.set(key, signature);
    void computeLayout(request).then((result) => {
      // A later edit has asked for another layout meanwhile: that one counts.
      if (pending.get(key) !== signature) return;
      pending.delete(key);
      set((state) => ({
        layouts: new Map(state.layouts).set(key, { signature, flow: request.flow, result }),
      }));
    });
  },
}));

export interface ScopeLayout {
  /** Every node of the scope that can be placed now. */
  readonly positions: ReadonlyMap<string, Position>;
  /** The corners of wires where the automatic layout holds for the structure as it is; null otherwise. */
  readonly routes: ReadonlyMap<string, readonly Position[]> | null;
  /** False while the first layout of the scope is being computed. */
  readonly isReady: boolean;
}

/** Where the nodes of a scope are shown: as the document says, else as the automatic layout says. */
export function scopeLayout(
  layouts: LayoutsState['layouts'],
  generation: number,
  document: NetloomDocument,
  scope: Scope,
): ScopeLayout {
  const nodes = nodesOf(document, scope);
  const layout = layouts.get(scopeKey(generation, scope));
  const positions = new Map<string, Position>();
  const isAuto = isAutomatic({ document, scope });
  for (const node of nodes) {
    const position = node.position ?? layout?.result.positions.get(node.id);
    if (position !== undefined) positions.set(node.id, position);
  }
  const missing = nodes.length - positions.size;
  const isComplete = missing === 0;
  // A few new nodes find a place for the moment; a whole new structure waits for its layout.
  if (isAuto && missing > MOST_MISSING) return { positions: new Map(), routes: null, isReady: false };
  if (isAuto && layout === undefined && nodes.length > 0) return { positions, routes: null, isReady: false };
  if (!isComplete) {
    for (const [id, position] of placeMissing({ document, scope, positions })) positions.set(id, position);
  }
  const isSameFlow = layout?.flow === flowOf(document, scope);
  const routes = isAuto && isComplete && isSameFlow ? (layout?.result.routes ?? null) : null;
  return { positions, routes, isReady: true };
}
