import { useEffect, useMemo, useRef } from 'react';
import type { NetloomDocument, Position, Scope } from '../../../graph-runtime/document/document';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { flowOf } from '../../store/document/flow';
import { nodesOf, wiresOf } from '../../store/document/network';
import { sizeOf } from '../../store/edits/placing';
import { type ScopeLayout, scopeLayout, useLayouts } from '../../store/layout/layouts';
import { existingLocation, scopeAt } from '../../store/view/location';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { type CanvasRouting, NO_TRACKS } from './canvas-context';
import { tracksOf } from './tracks';
import { createObstacles, type Obstacle } from './obstacles';
import { placedWires } from './placed-wires';

export interface CanvasModel {
  readonly document: NetloomDocument;
  readonly generation: number;
  readonly location: string;
  readonly scope: Scope;
  readonly layout: ScopeLayout;
  /** Names what is shown: another document or another place in it. */
  readonly key: string;
}

/** What the canvas shows: the open scope of the document, laid out. */
export function useCanvasModel(): CanvasModel {
  const document = useDocument((state) => state.document);
  const generation = useDocument((state) => state.generation);
  const wanted = useView((state) => state.location);
  const location = useAnalysis((analysis) => existingLocation(analysis, wanted));
  const scope = useAnalysis((analysis) => scopeAt(analysis, location));
  const layouts = useLayouts((state) => state.layouts);
  const ensure = useLayouts((state) => state.ensure);
  useEffect(() => {
    if (wanted !== location) useView.getState().enter(location);
  }, [wanted, location]);
  useEffect(() => {
    const isLaidOut = nodesOf(document, scope).some((node) => node.position !== undefined);
    if (!isLaidOut) ensure(generation, document, scope, viewport()?.room() ?? null);
  }, [generation, document, scope, ensure]);
  const found = useMemo(
    () => scopeLayout(layouts, generation, document, scope),
    [layouts, generation, document, scope],
  );
  const layout = useSameLayout(found);
  return { document, generation, location, scope, layout, key: `${generation}:${location}` };
}

/** The layout from before while nothing moved, so that an edit of a number leads no wire again. */
function useSameLayout(layout: ScopeLayout): ScopeLayout {
  const last = useRef(layout);
  if (!isSameLayout(last.current, layout)) last.current = layout;
  return last.current;
}

function isSameLayout(a: ScopeLayout, b: ScopeLayout): boolean {
  if (a.routes !== b.routes || a.isReady !== b.isReady || a.positions.size !== b.positions.size) return false;
  for (const [id, { x, y }] of a.positions) {
    const other = b.positions.get(id);
    if (other === undefined || other.x !== x || other.y !== y) return false;
  }
  return true;
}

/** How wires are to be led, given where the nodes have come to rest. */
export function useRouting(model: CanvasModel, isMoving: boolean): CanvasRouting {
  const { document, scope, layout } = model;
  const { positions, routes } = layout;
  const found = useMemo(() => boxesIn(document, scope, positions), [document, scope, positions]);
  const boxes = useSameBoxes(found);
  const flow = flowOf(document, scope);
  const obstacles = useMemo(() => createObstacles(boxes, flow), [boxes, flow]);
  const wires = wiresOf(document, scope);
  const latest = useRef(document);
  latest.current = document;
  const tracks = useMemo(() => {
    // The automatic layout has a line for each.
    if (routes !== null || wires.length > MOST_BESIDE) return NO_TRACKS;
    const places = new Map(boxes.map((box) => [box.id, box]));
    return tracksOf(placedWires(latest.current, scope, places, flow), obstacles);
  }, [boxes, obstacles, flow, routes, wires, scope]);
  return useMemo(
    () => ({ obstacles, boxes, routes: isMoving ? null : routes, tracks }),
    [boxes, obstacles, routes, tracks, isMoving],
  );
}

/** Among more wires than this nobody can follow one. */
const MOST_BESIDE = 2_000;

function useSameBoxes(boxes: readonly Obstacle[]): readonly Obstacle[] {
  const last = useRef(boxes);
  const isSame =
    boxes.length === last.current.length && boxes.every((box, index) => isSameBox(box, last.current[index]));
  if (!isSame) last.current = boxes;
  return last.current;
}

function isSameBox(a: Obstacle, b: Obstacle | undefined): boolean {
  return (
    b !== undefined &&
    a.id === b.id &&
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height
  );
}

function boxesIn(
  document: NetloomDocument,
  scope: Scope,
  positions: ReadonlyMap<string, Position>,
): Obstacle[] {
  return nodesOf(document, scope).flatMap((node) => {
    const position = positions.get(node.id);
    return position === undefined ? [] : [{ id: node.id, ...position, ...sizeOf({ document, scope }, node) }];
  });
}
