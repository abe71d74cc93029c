import { afterEach, describe, expect, it } from 'vitest';
import { draggedType, dropped, endPaletteDrag, startPaletteDrag } from './palette-drag';

/** The data of a drag as browsers keep it. */
function dragData() {
  const entries = new Map<string, string>();
  return {
    get types() {
      return [...entries.keys()];
    },
    getData: (type: string) => entries.get(type) ?? '',
    setData: (type: string, value: string) => {
      entries.set(type, value);
    },
    effectAllowed: 'none' as const,
  };
}

describe('a drag out of the palette', () => {
  afterEach(endPaletteDrag);

  it('drops the parameters that the name implies, as a click adds them', () => {
    const data: Parameters<typeof startPaletteDrag>[0] = dragData();
    const made = { type: 'depthToSpace', parameters: { order: 'channelsFirst' } };
    startPaletteDrag(data, made);
    expect(draggedType(data)).toBe('depthToSpace');
    expect(dropped(data)).toEqual(made);
  });

  it('drops the type alone where the drag began elsewhere', () => {
    const data: Parameters<typeof startPaletteDrag>[0] = dragData();
    startPaletteDrag(data, { type: 'depthToSpace', parameters: { order: 'channelsFirst' } });
    endPaletteDrag();
    expect(dropped(data)).toEqual({ type: 'depthToSpace' });
    expect(dropped(dragData())).toBeNull();
  });
});
