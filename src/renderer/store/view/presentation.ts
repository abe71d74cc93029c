import { create } from 'zustand';
import type { NetloomDocument, Scope } from '../../../graph-runtime/document/document';
import { parentPath } from '../../../graph-runtime/document/node-path';
import { analysisOf } from '../document/analysis';
import { useDocument } from '../document/document';
import { findNode, nodesOf, wiresOf } from '../document/network';
import type { Size } from '../document/node-size';
import { boxOf } from '../edits/placing';
import { orderOf } from '../layout/segments';
import { currentEditContext, openLocation } from './edit-context';
import { groupAt, locationsInside, scopeAt } from './location';
import { useView } from './view';
import { type Area, viewport } from './viewport-api';

interface Presentation {
  /** What is shown of the open scope: 0 is all of it, from 1 on its nodes in the order of computation; null while nothing is presented. */
  readonly step: number | null;
  /** Where somebody worked before; null where the canvas showed nothing. */
  readonly before: WorkView | null;
}

/** What of which scope the canvas showed. */
interface WorkView {
  readonly location: string;
  readonly area: Area;
  /** The room of the canvas. */
  readonly room: Size | null;
}

/** The network as a talk: one node after another, large, with its explanation. */
export const usePresentation = create<Presentation>()(() => ({ step: null, before: null }));

/** The nodes of a scope in the order of computation, side branches first; in the document's order where there is a cycle. */
export function presentationOrder(document: NetloomDocument, scope: Scope): readonly string[] {
  const ids = nodesOf(document, scope).map(({ id }) => id);
  const wires = wiresOf(document, scope).map(({ from, to }) => ({ from: from.id, to: to.id }));
  return orderOf(ids, wires) ?? ids;
}

function openOrder(): readonly string[] {
  const { document } = useDocument.getState();
  return presentationOrder(document, scopeAt(analysisOf(document), openLocation()));
}

/** Begins with the selected node, else with the whole network. */
export function startPresentation(): void {
  const [selected] = useView.getState().selectedNodes;
  const area = viewport()?.visibleArea();
  const room = viewport()?.room() ?? null;
  usePresentation.setState({ before: area === undefined ? null : { location: openLocation(), area, room } });
  showStep(selected === undefined ? 0 : openOrder().indexOf(selected) + 1);
  viewport()?.focus();
}

/** Back to work, at the size in which the network was seen before: what was shown last stays selected, and in sight. */
export function endPresentation(): void {
  const { before } = usePresentation.getState();
  usePresentation.setState({ step: null, before: null });
  const [shown] = useView.getState().selectedNodes;
  // What was seen fits into the canvas only once the panels have taken their room back.
  whenRoomIs(before?.room ?? null, () => {
    const area = before === null ? null : areaAround(before, shown);
    if (area === null) viewport()?.fit();
    else viewport()?.showArea(area);
  });
}

/** The part of the canvas that was seen before, moved to the node where that is not in it; null where nothing says what to show. */
function areaAround({ location, area }: WorkView, shown: string | undefined): Area | null {
  const context = currentEditContext();
  const node = shown === undefined ? undefined : findNode(context.document, context.scope, shown);
  const box = node === undefined ? null : boxOf(context, node);
  const isSameScope = location === openLocation();
  if (box === null) return isSameScope ? area : null;
  const isSeen =
    isSameScope &&
    box.x >= area.x &&
    box.y >= area.y &&
    box.x + box.width <= area.x + area.width &&
    box.y + box.height <= area.y + area.height;
  if (isSeen) return area;
  const { width, height } = area;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
}

export function showStep(wanted: number): void {
  const order = openOrder();
  const step = Math.min(order.length, Math.max(0, wanted));
  const id = order[step - 1];
  usePresentation.setState({ step });
  useView.getState().select(id === undefined ? [] : [id]);
  // The canvas may have to show another scope, or take the room of the panels, first.
  soon(() => {
    if (id === undefined) viewport()?.fit();
    else viewport()?.show([id], { large: true });
  });
}

/** The next one, the one before, or (0) the same again. */
export function showNext(by: -1 | 0 | 1): void {
  const { step } = usePresentation.getState();
  if (step !== null) showStep(step + by);
}

export function showLast(): void {
  showStep(openOrder().length);
}

/** Continues inside of the block that is shown. */
export function presentInside(): void {
  const [id] = useView.getState().selectedNodes;
  const analysis = analysisOf(useDocument.getState().document);
  const [inside] = id === undefined ? [] : locationsInside(analysis, openLocation(), id);
  if (inside === undefined) return;
  useView.getState().enter(inside);
  showStep(0);
}

/** Out of the open block, to its card. */
export function presentOutside(): void {
  const location = openLocation();
  if (location === '') return;
  const id = groupAt(analysisOf(useDocument.getState().document), location)?.origin.id;
  useView.getState().enter(parentPath(location));
  showStep(id === undefined ? 0 : openOrder().indexOf(id) + 1);
}

/** Frames in which the window has taken back its panels; where it has another size now, the canvas does not get the room that it had. */
const PATIENCE = 30;

function whenRoomIs(wanted: Size | null, act: () => void, frames = PATIENCE): void {
  const room = viewport()?.room() ?? null;
  const isThere =
    wanted === null ||
    room === null ||
    (Math.abs(room.width - wanted.width) < 1 && Math.abs(room.height - wanted.height) < 1);
  if (isThere || frames === 0) soon(act);
  else requestAnimationFrame(() => whenRoomIs(wanted, act, frames - 1));
}

function soon(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
