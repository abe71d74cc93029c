import { describe, expect, it } from 'vitest';
import { type NamedBox, placeNames, textWidth } from './name-places';

const SIZE = 40;

function chain(count: number, step: { x: number; y: number }): NamedBox[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ id: `n${at}`, name: 'Conv2D', width: 300, height: 50 },
    ...{ x: at * step.x, y: at * step.y },
  }));
}

describe('names outside of cards', () => {
  it('are above cards that have free canvas there', () => {
    const boxes = chain(14, { x: 412, y: 0 });
    const places = placeNames(boxes, SIZE);
    expect(places).toHaveLength(14);
    for (const { y } of places) expect(y).toBeLessThan(0);
  });

  it('are at the right where there is no room above', () => {
    const places = placeNames(chain(14, { x: 0, y: 86 }), SIZE);
    expect(places).toHaveLength(14);
    // Only the first card has nothing above it.
    expect(places.filter(({ x }) => x > 300)).toHaveLength(13);
  });

  it('are left out where they would lie on cards or on one another', () => {
    const carpet = [0, 1, 2, 3].flatMap((column) =>
      chain(40, { x: 0, y: 60 }).map((box) => ({ ...box, id: `${column}${box.id}`, x: column * 310 })),
    );
    const places = placeNames(carpet, SIZE);
    // The first of each column, and those at the right edge.
    expect(places.length).toBeLessThanOrEqual(4 + 40);
    const boxes = places.map(({ x, y, name }) => ({
      x,
      y: y - SIZE,
      width: textWidth(name) * SIZE,
      height: SIZE,
    }));
    for (const [index, a] of boxes.entries())
      for (const b of boxes.slice(index + 1))
        expect(
          a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        ).toBe(false);
  });

  it('takes Chinese letters for wider', () => {
    expect(textWidth('卷積')).toBeGreaterThan(textWidth('Conv'.slice(0, 2)));
  });
});
