import { describe, expect, it } from 'vitest';
import { isCombination } from './key-match';

const press = (
  key: string,
  modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});

describe('key combinations', () => {
  it('take Control, and Command on a Mac', () => {
    expect(isCombination(press('z', { ctrlKey: true }), 'Mod+Z', false)).toBe(true);
    expect(isCombination(press('z', { metaKey: true }), 'Mod+Z', true)).toBe(true);
    expect(isCombination(press('z', { metaKey: true }), 'Mod+Z', false)).toBe(false);
  });

  it('distinguish undo from redo', () => {
    const redo = press('Z', { ctrlKey: true, shiftKey: true });
    expect(isCombination(redo, 'Mod+Z', false)).toBe(false);
    expect(isCombination(redo, 'Mod+Shift+Z', false)).toBe(true);
  });

  it('do not mind the Shift that a sign needs', () => {
    expect(isCombination(press('?', { shiftKey: true }), '?', false)).toBe(true);
    expect(isCombination(press('?'), '?', false)).toBe(true);
  });

  it('leave plain keys to plain presses', () => {
    expect(isCombination(press('c'), 'C', false)).toBe(true);
    expect(isCombination(press('c', { ctrlKey: true }), 'C', false)).toBe(false);
    expect(isCombination(press('ArrowUp', { altKey: true }), 'ArrowUp', false)).toBe(false);
  });
});
