import { viewport } from '../canvas/viewport-api';
import { nodesOf, wiresOf } from '../store/network';
import { currentStage } from '../store/stage';
import { useView } from '../store/view';
import { selectedNodeIds } from './edit-commands';

/** Walks from the selected node along the wires, or to its neighbour on the same height. */
export function walk(direction: 'up' | 'down' | 'left' | 'right'): void {
  const stage = currentStage();
  const nodes = nodesOf(stage.document, stage.scope);
  const [current] = selectedNodeIds();
  const next = current === undefined ? nodes[0]?.id : neighbour(current, direction);
  if (next === undefined) return;
  useView.getState().select([next]);
  viewport()?.show([next]);
}

function neighbour(id: string, direction: 'up' | 'down' | 'left' | 'right'): string | undefined {
  const stage = currentStage();
  const wires = wiresOf(stage.document, stage.scope);
  const here = stage.positions.get(id) ?? { x: 0, y: 0 };
  const distance = (other: string) => {
    const place = stage.positions.get(other) ?? { x: 0, y: 0 };
    return Math.abs(place.x - here.x) + Math.abs(place.y - here.y);
  };
  const nearest = (ids: readonly string[]) => [...ids].sort((a, b) => distance(a) - distance(b))[0];
  if (direction === 'up')
    return nearest(wires.filter((wire) => wire.to.id === id).map((wire) => wire.from.id));
  if (direction === 'down')
    return nearest(wires.filter((wire) => wire.from.id === id).map((wire) => wire.to.id));
  const beside = [...stage.positions].filter(([other, place]) => {
    const isOnSide = direction === 'left' ? place.x < here.x : place.x > here.x;
    return other !== id && isOnSide && Math.abs(place.y - here.y) < Math.abs(place.x - here.x);
  });
  return nearest(beside.map(([other]) => other));
}
