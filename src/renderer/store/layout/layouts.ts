import { create } from 'zustand';
import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import type { Flow, NetloomDocument, Position, Scope } from '../../../graph-runtime/document/document';
import { flowOf } from '../document/flow';
import { nodesOf } from '../document/network';
import type { Size } from '../document/node-size';
import { notesOf } from '../document/notes';
import { isAutomatic, placeMissing } from '../edits/placing';
import { computeLayout } from './layout-engine';
import { type ColumnChoice, createLayoutRequest, type LayoutResult, signatureOf } from './layout-request';

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
  /** Makes a layout for the scope unless the one there fits; its columns are chosen for `room` when the scope is first laid out. */
  ensure(generation: number, document: NetloomDocument, scope: Scope, room: Size | null): void;
  /** Chooses the columns of a scope again, for a canvas of another size; false where they stay as they are. */
  chooseColumns(generation: number, document: NetloomDocument, scope: Scope, room: Size): Promise<boolean>;
}

/** New nodes that are shown at their own place until the layout has theirs. */
const MOST_MISSING = 12;

const scopeKey = (generation: number, scope: Scope) => `${generation}:${scope ?? ''}`;
const pending = new Map<string, string>();
/** The height of each scope's columns: an edit keeps it, so that nothing jumps to another column while a network is built. */
const columnHeights = new Map<string, number | null>();

/** Notes and frames lie where the user put them: there the network keeps its form. */
function columnsFor(
  key: string,
  document: NetloomDocument,
  scope: Scope,
  room: Size | null,
): ColumnChoice | undefined {
  const height = columnHeights.get(key);
  if (height !== undefined) return { kind: 'height', height };
  return room === null || notesOf(document, scope).length > 0 ? undefined : { kind: 'fit', room };
}

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
  ensure: (generation, document, scope, room) => {
    const key = scopeKey(generation, scope);
    if (isSameStructure(checked.get(key), document, scope)) return;
    checked.set(key, { document, scope });
    if (get().layouts.get(key)?.flow !== flowOf(document, scope)) columnHeights.delete(key);
    // A network that is built node by node stays one column until the user asks to see all of it.
    if (nodesOf(document, scope).length === 0) columnHeights.set(key, null);
    const request = createLayoutRequest(document, scope, undefined, columnsFor(key, document, scope, room));
    const signature = signatureOf(request);
    if (get().layouts.get(key)?.signature === signature || pending.get(key) === signature) return;
    pending.set(key, signature);
    void computeLayout(request).then((result) => {
      // A later edit has asked for another layout meanwhile: that one counts.
      if (pending.get(key) !== signature) return;
      pending.delete(key);
      if (result.columnHeight !== undefined) columnHeights.set(key, result.columnHeight);
      set((state) => ({
        layouts: new Map(state.layouts).set(key, { signature, flow: request.flow, result }),
      }));
    });
  },
  chooseColumns: async (generation, document, scope, room) => {
    const key = scopeKey(generation, scope);
    const known = get().layouts.get(key);
    if (known === undefined || pending.has(key) || notesOf(document, scope).length > 0) return false;
    const request = createLayoutRequest(document, scope, undefined, { kind: 'fit', room });
    const signature = signatureOf(request);
    if (known.signature !== signature) return false;
    const result = await computeLayout(request);
    const height = result.columnHeight ?? null;
    // Nothing may have happened to the layout meanwhile.
    if (get().layouts.get(key) !== known || height === (columnHeights.get(key) ?? null)) return false;
    columnHeights.set(key, height);
    set((state) => ({
      layouts: new Map(state.layouts).set(key, { signature, flow: request.flow, result }),
    }));
    return true;
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
