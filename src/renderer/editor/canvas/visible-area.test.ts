import { describe, expect, it } from 'vitest';
import { areaOf, viewportOfArea } from './visible-area';

describe('a saved view', () => {
  it('is the same viewport again in a window of the same size', () => {
    const region = { width: 800, height: 600 };
    const viewport = { x: -120, y: 40, zoom: 0.5 };
    const area = areaOf(viewport, region);
    expect(area).toEqual({ x: 240, y: -80, width: 1600, height: 1200 });
    expect(area && viewportOfArea(area, region)).toEqual(viewport);
  });

  it('is whole and in the middle in a window of another shape', () => {
    const area = { x: 100, y: 100, width: 400, height: 200 };
    const viewport = viewportOfArea(area, { width: 400, height: 400 });
    expect(viewport).toEqual({ x: -100, y: 0, zoom: 1 });
    expect(viewportOfArea(area, { width: 0, height: 400 })).toBeNull();
  });
});
