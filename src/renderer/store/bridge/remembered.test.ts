import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type Remembered, remembered, type TextStorage } from './remembered';

interface State {
  readonly width: number;
  readonly tab: 'runs' | 'sweeps';
  readonly unfolded: readonly string[];
  readonly hovered: string | null;
}

const INITIAL: State = { width: 300, tab: 'runs', unfolded: [], hovered: null };
const fields = {
  width: z.number().min(200).max(600),
  tab: z.enum(['runs', 'sweeps']),
  unfolded: z.array(z.string()),
};

function storageWith(stored: string | null) {
  const items = new Map(stored === null ? [] : [['panel', stored]]);
  const setItem = vi.fn((name: string, value: string) => void items.set(name, value));
  const storage: TextStorage = {
    getItem: (name) => items.get(name) ?? null,
    setItem,
    removeItem: (name) => void items.delete(name),
  };
  return { storage, setItem, items };
}

function start(storage: TextStorage | null, more: Partial<Remembered<State>> = {}) {
  return create<State>()(persist(() => INITIAL, remembered({ name: 'panel', fields, ...more }, storage)));
}

describe('what a window remembers', () => {
  it('is there at the next start, and nothing else is', () => {
    const { storage } = storageWith(null);
    start(storage).setState({ width: 420, tab: 'sweeps', unfolded: ['data'], hovered: 'conv1' });
    expect(start(storage).getState()).toEqual({
      width: 420,
      tab: 'sweeps',
      unfolded: ['data'],
      hovered: null,
    });
  });

  it('is read as it was stored before it had a version', () => {
    const { storage } = storageWith('{"width":420,"tab":"sweeps","isOpen":true}');
    expect(start(storage).getState()).toEqual({ ...INITIAL, width: 420, tab: 'sweeps' });
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '7',
    '"runs"',
    '{}',
    '{"state":7,"version":1}',
    '{"state":[],"version":1}',
    '{"state":{"width":"420","tab":"doom","unfolded":[1]},"version":1}',
    '{"state":{"width":1e9},"version":1}',
    '{"state":{"width":null,"unfolded":{}},"version":"1"}',
  ])('is as at the first start where %j is stored', (stored) => {
    const { storage } = storageWith(stored);
    expect(start(storage).getState()).toEqual(INITIAL);
  });

  it('keeps the fields that are valid beside one that is not', () => {
    const { storage } = storageWith('{"state":{"width":-1,"tab":"sweeps"},"version":1}');
    expect(start(storage).getState()).toEqual({ ...INITIAL, tab: 'sweeps' });
  });

  it('migrates an older version, once', () => {
    const { storage, items } = storageWith('{"state":{"size":420},"version":1}');
    const migrate = vi.fn(({ size, ...rest }: Readonly<Record<string, unknown>>) => ({
      ...rest,
      width: size,
    }));
    expect(start(storage, { version: 2, migrate }).getState().width).toBe(420);
    expect(JSON.parse(items.get('panel') ?? '')).toMatchObject({ state: { width: 420 }, version: 2 });
    expect(start(storage, { version: 2, migrate }).getState().width).toBe(420);
    expect(migrate).toHaveBeenCalledTimes(1);
  });

  it('reads what a newer version of the app has stored, as far as it goes', () => {
    const { storage } = storageWith('{"state":{"width":420,"tab":"lessons"},"version":9}');
    expect(start(storage).getState()).toEqual({ ...INITIAL, width: 420 });
  });

  it('is written only when it changes', () => {
    const { storage, setItem } = storageWith(null);
    const store = start(storage);
    store.setState({ width: 420 });
    const before = setItem.mock.calls.length;
    for (const hovered of ['a', 'b', 'c']) store.setState({ hovered });
    store.setState({ width: 420 });
    expect(setItem).toHaveBeenCalledTimes(before);
    store.setState({ width: 421 });
    expect(setItem).toHaveBeenCalledTimes(before + 1);
  });

  it('costs nothing else where the storage is full, or where there is none', () => {
    const { storage } = storageWith(null);
    const full = {
      ...storage,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    for (const store of [start(full), start(null)]) {
      store.setState({ width: 420 });
      expect(store.getState().width).toBe(420);
    }
  });
});
