import { blockName } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument, Position } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { nodesOf } from '../../store/document/network';
import { computeLayout } from '../../store/layout/layout-engine';
import { createLayoutRequest } from '../../store/layout/layout-request';
import type { CardCategory } from '../../ui/CategoryIcon';

/** A small drawing of a network: its real nodes and wires, where the automatic layout puts them. */
export interface ThumbnailDrawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly ThumbnailBox[];
  readonly wires: readonly { readonly key: string; readonly points: readonly Position[] }[];
}

export interface ThumbnailBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly category: CardCategory;
}

const drawings = new Map<string, Promise<ThumbnailDrawing>>();

/** The drawing of a preset's network; computed once, off the interface thread. `key` names the preset. */
export function drawThumbnail(key: string, document: NetloomDocument): Promise<ThumbnailDrawing> {
  const known = drawings.get(key);
  if (known !== undefined) return known;
  const drawing = computeDrawing(document);
  drawings.set(key, drawing);
  return drawing;
}

async function computeDrawing(document: NetloomDocument): Promise<ThumbnailDrawing> {
  const request = createLayoutRequest(document, null);
  const { positions, routes } = await computeLayout(request, 'later');
  const categories = new Map(nodesOf(document, null).map((node) => [node.id, categoryOf(node.type)]));
  const boxes = request.nodes.map(({ id, width, height }): ThumbnailBox => {
    const { x, y } = positions.get(id) ?? { x: 0, y: 0 };
    return { id, x, y, width, height, category: categories.get(id) ?? 'unknown' };
  });
  const wires = [...routes].map(([key, points]) => ({ key, points }));
  const width = Math.max(1, ...boxes.map((box) => box.x + box.width));
  const height = Math.max(1, ...boxes.map((box) => box.y + box.height));
  return { width, height, boxes, wires };
}

function categoryOf(type: string): CardCategory {
  return blockName(type) === null ? (getLayer(type)?.category ?? 'unknown') : 'block';
}
