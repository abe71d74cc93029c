import { expect, it } from 'vitest';
import { type Place, placesOfRemoved } from './removed-places';

const size = { width: 280, height: 32 };
const card = (y: number): Place => ({ x: 0, y, ...size });
const place = (removed: readonly string[], wires: readonly string[], boxes: Record<string, Place>) =>
  placesOfRemoved({
    removed: removed.map((id) => ({ id, type: 'relu' })),
    removedEdges: wires.map((wire) => ({ from: wire.split('>')[0] ?? '', to: wire.split('>')[1] ?? '' })),
    boxes: new Map(Object.entries(boxes)),
    sizeOf: () => size,
  });

it('puts a removed node beside the wire it was taken out of', () => {
  const found = place(['relu'], ['a>relu', 'relu>b'], { a: card(0), b: card(100) }).get('relu');
  // In the middle of the gap from 32 to 100, right of the cards.
  expect(found?.y).toBe(66 - 16);
  expect(found?.x).toBeGreaterThan(280);
});

it('puts a removed chain in its order, one below the other, whatever the order in the file', () => {
  const wires = ['a>first', 'first>second', 'second>third', 'third>b'];
  const found = place(['third', 'second', 'first'], wires, { a: card(0), b: card(80) });
  const tops = ['first', 'second', 'third'].map((id) => found.get(id)?.y ?? Number.NaN);
  expect(tops[1]).toBeGreaterThanOrEqual((tops[0] ?? 0) + size.height);
  expect(tops[2]).toBeGreaterThanOrEqual((tops[1] ?? 0) + size.height);
});

it('finds a place for a node without wires, in an empty network too, and does not hang on a loop', () => {
  expect(place(['alone'], [], { a: card(0) }).get('alone')?.y).toBeGreaterThan(32);
  expect(place(['alone'], [], {}).get('alone')).toBeDefined();
  expect(place(['x', 'y'], ['x>y', 'y>x'], {}).size).toBe(2);
});
