import { flowOf, turnPoint } from '../../store/document/flow';
import { nodesOf, wiresOf } from '../../store/document/network';
import { currentEditContext } from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { selectedNodeIds } from './edit-commands';

/** Walks from the selected node along the wires, or across the flow to its neighbor beside it. */
export function walk(direction: 'up' | 'down' | 'left' | 'right'): void {
  const context = currentEditContext();
  const nodes = nodesOf(context.document, context.scope);
  const [current] = selectedNodeIds();
  const next = current === undefined ? nodes[0]?.id : neighbor(current, direction);
  if (next === undefined) return;
  useView.getState().select([next]);
  viewport()?.show([next]);
}

const TURNED = { up: 'left', down: 'right', left: 'up', right: 'down' } as const;

function neighbor(id: string, direction: 'up' | 'down' | 'left' | 'right'): string | undefined {
  const context = currentEditContext();
  const wires = wiresOf(context.document, context.scope);
  const flow = flowOf(context.document, context.scope);
  const turned = flow === 'down' ? direction : TURNED[direction];
  const here = turnPoint(flow, context.positions.get(id) ?? { x: 0, y: 0 });
  const distance = (other: string) => {
    const place = turnPoint(flow, context.positions.get(other) ?? { x: 0, y: 0 });
    return Math.abs(place.x - here.x) + Math.abs(place.y - here.y);
  };
  const nearest = (ids: readonly string[]) => [...ids].sort((a, b) => distance(a) - distance(b))[0];
  if (turned === 'up') return nearest(wires.filter((wire) => wire.to.id === id).map((wire) => wire.from.id));
  if (turned === 'down')
    return nearest(wires.filter((wire) => wire.from.id === id).map((wire) => wire.to.id));
  const beside = [...context.positions].filter(([other, shown]) => {
    const place = turnPoint(flow, shown);
    const isOnSide = turned === 'left' ? place.x < here.x : place.x > here.x;
    return other !== id && isOnSide && Math.abs(place.y - here.y) < Math.abs(place.x - here.x);
  });
  return nearest(beside.map(([other]) => other));
}
