import type { Position } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { type Box, boxesOf, fixPositions, moveEdit } from './placing';
import type { Stage, Step } from './step';

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'horizontal' | 'vertical';

/** Takes nodes to the places an automatic layout found. */
export function arrange(stage: Stage, places: ReadonlyMap<string, Position>): Step {
  const moving = new Set(places.keys());
  return {
    label: { key: 'arrange' },
    edits: [
      ...fixPositions(stage, moving),
      ...[...places].map(([id, place]) => moveEdit(stage.scope, id, place)),
    ],
  };
}

function selectedBoxes(stage: Stage, ids: ReadonlySet<string>): [string, Box][] {
  return [...boxesOf(stage)].filter(([id]) => ids.has(id));
}

/** Brings one edge, or the middle, of the nodes onto one line. */
export function align(stage: Stage, ids: ReadonlySet<string>, alignment: Alignment): Step {
  const boxes = selectedBoxes(stage, ids);
  const all = boxes.map(([, box]) => box);
  const left = Math.min(...all.map((box) => box.x));
  const right = Math.max(...all.map((box) => box.x + box.width));
  const top = Math.min(...all.map((box) => box.y));
  const bottom = Math.max(...all.map((box) => box.y + box.height));
  const place: Record<Alignment, (box: Box) => Position> = {
    left: (box) => ({ x: left, y: box.y }),
    center: (box) => ({ x: (left + right - box.width) / 2, y: box.y }),
    right: (box) => ({ x: right - box.width, y: box.y }),
    top: (box) => ({ x: box.x, y: top }),
    middle: (box) => ({ x: box.x, y: (top + bottom - box.height) / 2 }),
    bottom: (box) => ({ x: box.x, y: bottom - box.height }),
  };
  const edits = boxes.map(([id, box]) => moveEdit(stage.scope, id, place[alignment](box)));
  return { label: { key: 'align' }, edits: [...fixPositions(stage, ids), ...edits] };
}

/** Makes the gaps between nodes equal; the outermost two stay. */
export function distribute(stage: Stage, ids: ReadonlySet<string>, axis: Axis): Step {
  const start = axis === 'horizontal' ? 'x' : 'y';
  const extent = axis === 'horizontal' ? 'width' : 'height';
  const boxes = selectedBoxes(stage, ids).sort(([, a], [, b]) => a[start] - b[start]);
  const edits: DocumentEdit[] = [];
  const first = boxes[0]?.[1];
  const last = boxes[boxes.length - 1]?.[1];
  if (first !== undefined && last !== undefined && boxes.length > 2) {
    const inner = boxes.slice(1, -1).reduce((sum, [, box]) => sum + box[extent], 0);
    const gap = (last[start] - first[start] - first[extent] - inner) / (boxes.length - 1);
    let at = first[start] + first[extent] + gap;
    for (const [id, box] of boxes.slice(1, -1)) {
      edits.push(
        moveEdit(stage.scope, id, axis === 'horizontal' ? { x: at, y: box.y } : { x: box.x, y: at }),
      );
      at += box[extent] + gap;
    }
  }
  return { label: { key: 'distribute' }, edits: [...fixPositions(stage, ids), ...edits] };
}
