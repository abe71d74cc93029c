import { useMemo } from 'react';
import type { Flow, NetloomDocument, NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { parseEndpoint } from '../../../graph-runtime/document/endpoint';
import type { Language } from '../../../graph-runtime/text/text';
import { useLanguage } from '../../messages/useLanguage';
import { differenceOf, useDifferenceBase } from '../../store/document/difference';
import { useDocument } from '../../store/document/document';
import { flowOf, turnBox, turnSize } from '../../store/document/flow';
import { nodeSize } from '../../store/document/node-size';
import type { Box } from '../../store/edits/placing';
import { nodeTitle } from '../../store/view/describe-node';
import { useCanvasRouting, useCanvasScope } from './canvas-context';
import type { NamedBox } from './name-places';
import { type Place, placesOfRemoved } from './removed-places';

/** A card of the network that the open one is compared with, which the open one does not have. */
export interface RemovedCard extends NamedBox {
  readonly node: NodeSpec;
}

/** A wire of that network at such a card, or between cards that are still there. */
export interface RemovedWire {
  readonly key: string;
  /** As if the network flowed down. */
  readonly source: Place;
  readonly target: Place;
}

export interface RemovedParts {
  readonly cards: readonly RemovedCard[];
  readonly wires: readonly RemovedWire[];
}

const NOTHING: RemovedParts = { cards: [], wires: [] };

/** The scope that is open of the network on the canvas. */
interface Here {
  readonly document: NetloomDocument;
  readonly scope: Scope;
  readonly boxes: readonly (Box & { readonly id: string })[];
}

/** What a scope does not have of the network it is compared with, beside what is there. */
export function removedParts(
  base: NetloomDocument,
  { document, scope, boxes }: Here,
  language: Language,
): RemovedParts {
  const difference = differenceOf(base, document).find((candidate) => candidate.scope === scope);
  if (difference === undefined) return NOTHING;
  const flow = flowOf(document, scope);
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const present = new Map<string, Place>();
  for (const [before, after] of difference.partners) {
    const box = byId.get(after);
    if (box !== undefined) present.set(before, turnBox(flow, box));
  }
  const { removed, removedEdges } = difference;
  const sizeOf = (node: NodeSpec) => turnSize(flow, nodeSize(base, node, flow));
  const gone = placesOfRemoved({ removed, removedEdges, boxes: present, sizeOf });
  const placeOf = (endpoint: string) => {
    const { id } = parseEndpoint(endpoint);
    return gone.get(id) ?? present.get(id);
  };
  const wires = removedEdges.flatMap(({ from, to }): RemovedWire[] => {
    const [source, target] = [placeOf(from), placeOf(to)];
    return source === undefined || target === undefined ? [] : [{ key: `${from}>${to}`, source, target }];
  });
  return { cards: removed.flatMap((node) => cardOf(base, node, gone, flow, language)), wires };
}

function cardOf(
  base: NetloomDocument,
  node: NodeSpec,
  gone: ReadonlyMap<string, Place>,
  flow: Flow,
  language: Language,
): RemovedCard[] {
  const place = gone.get(node.id);
  if (place === undefined) return [];
  return [{ id: node.id, name: nodeTitle(base, node, language), node, ...turnBox(flow, place) }];
}

/** The same for what is on the canvas now; nothing while no networks are compared. */
export function useRemovedParts(): RemovedParts {
  const base = useDifferenceBase((state) => state.base);
  const document = useDocument((state) => state.document);
  const { scope } = useCanvasScope();
  const { boxes } = useCanvasRouting();
  const language = useLanguage();
  return useMemo(
    () => (base === null ? NOTHING : removedParts(base.document, { document, scope, boxes }, language)),
    [base, document, scope, boxes, language],
  );
}
