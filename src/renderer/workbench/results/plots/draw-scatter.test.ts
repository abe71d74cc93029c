import { describe, expect, it } from 'vitest';
import { nearestPair, placeOf, plotArea } from './draw-scatter';
import { valueScale } from './value-scale';

const scatter = { actual: [0, 5, 10], predicted: [0, 10, 10], scale: valueScale([0, 10]) };
const area = plotArea({ width: 400, height: 300, textScale: 1 });

describe('a scatter plot', () => {
  it('has what is right on its diagonal', () => {
    expect(placeOf(scatter, 0, area)).toEqual([area.left, area.top + area.height]);
    expect(placeOf(scatter, 2, area)).toEqual([area.left + area.width, area.top]);
    expect(placeOf(scatter, 1, area)).toEqual([area.left + area.width / 2, area.top]);
  });

  it('finds the pair under the pointer, and none far from all of them', () => {
    const [x, y] = placeOf(scatter, 1, area);
    expect(nearestPair(scatter, area, x + 3, y + 3, 8)).toBe(1);
    expect(nearestPair(scatter, area, x, y + 60, 8)).toBeNull();
  });
});
