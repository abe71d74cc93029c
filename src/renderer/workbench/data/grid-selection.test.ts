import { afterEach, describe, expect, it } from 'vitest';
import { useDataBrowser } from '../../store/view/data-browser';
import { movedSelection, placeAfter } from './grid-selection';

const GRID = { columns: 4, count: 10, rowsInSight: 2 };
const keyFrom = (key: string, place: number) => placeAfter(key, { ...GRID, place });

describe('keys in a grid', () => {
  it('move by one, by a row, by what is in sight, and to the ends', () => {
    expect(['ArrowRight', 'ArrowDown', 'PageDown', 'Home', 'End'].map((key) => keyFrom(key, 1))).toEqual([
      ...[2, 5, 9, 0, 9],
    ]);
    expect(['ArrowLeft', 'ArrowUp', 'PageUp'].map((key) => keyFrom(key, 9))).toEqual([8, 5, 1]);
  });

  it('stay inside, and up and down in their column', () => {
    expect(keyFrom('ArrowLeft', 0)).toBe(0);
    expect(keyFrom('PageUp', 5)).toBe(1);
    expect(keyFrom('ArrowDown', 7)).toBe(9);
    expect(keyFrom('ArrowDown', 8)).toBe(8);
    expect(keyFrom('ArrowRight', 9)).toBe(9);
  });

  it('begin at the first, and do nothing where there is nothing', () => {
    expect(keyFrom('ArrowDown', -1)).toBe(0);
    expect(placeAfter('Home', { ...GRID, count: 0, place: -1 })).toBeNull();
    expect(keyFrom('x', 3)).toBeNull();
  });
});

describe('the selection', () => {
  afterEach(() => useDataBrowser.getState().select(null, new Set()));

  it('is one example, a range from the anchor, or some', () => {
    const list = Uint32Array.of(30, 10, 20, 40);
    const plain = { shiftKey: false, ctrlKey: false };
    const selected = () => [...useDataBrowser.getState().selected];
    movedSelection(list, 1, plain);
    expect(selected()).toEqual([10]);
    movedSelection(list, 3, { ...plain, shiftKey: true });
    expect(selected()).toEqual([10, 20, 40]);
    movedSelection(list, 0, { ...plain, shiftKey: true });
    expect(selected()).toEqual([30, 10]);
    movedSelection(list, 3, { ...plain, ctrlKey: true });
    expect(selected()).toEqual([30, 10, 40]);
    movedSelection(list, 0, { ...plain, ctrlKey: true });
    expect(selected()).toEqual([10, 40]);
    expect(useDataBrowser.getState().active).toBe(30);
  });
});
