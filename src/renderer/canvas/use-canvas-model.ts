import { useEffect, useMemo } from 'react';
import type { NetloomDocument, Position, Scope } from '../../graph-runtime/document/document';
import { useAnalysis } from '../store/analysis';
import { useDocument } from '../store/document';
import { existingLocation, scopeAt } from '../store/location';
import { nodesOf } from '../store/network';
import { nodeSize } from '../store/node-size';
import { useView } from '../store/view';
import type { CanvasRouting } from './canvas-context';
import type { Obstacles } from './edge-route';
import { type ScopeLayout, scopeLayout, useLayouts } from './layout/layouts';

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
    if (!isLaidOut) ensure(generation, document, scope);
  }, [generation, document, scope, ensure]);
  const layout = useMemo(
    () => scopeLayout(layouts, generation, document, scope),
    [layouts, generation, document, scope],
  );
  return { document, generation, location, scope, layout, key: `${generation}:${location}` };
}

/** How wires are to be led, given where the nodes have come to rest. */
export function useRouting(model: CanvasModel, isMoving: boolean): CanvasRouting {
  const { document, scope, layout } = model;
  return useMemo(
    () => ({
      obstacles: obstaclesOf(document, scope, layout.positions),
      routes: isMoving ? null : layout.routes,
    }),
    [document, scope, layout, isMoving],
  );
}

function obstaclesOf(
  document: NetloomDocument,
  scope: Scope,
  positions: ReadonlyMap<string, Position>,
): Obstacles {
  const boxes = nodesOf(document, scope).flatMap((node) => {
    const position = positions.get(node.id);
    return position === undefined ? [] : [{ id: node.id, ...position, ...nodeSize(document, node) }];
  });
  return { boxes };
}
