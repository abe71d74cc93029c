import { describe, expect, it } from 'vitest';
import { createWorkbenchStore, WORKBENCH_SHARE } from './workbench';

function startWith(stored: string | null, isLow = false) {
  const items = new Map(stored === null ? [] : [['workbench', stored]]);
  const storage = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
  const start = () => createWorkbenchStore(storage, () => isLow);
  return { again: () => start().getState(), store: start() };
}

describe('the workbench', () => {
  it('is at the next start as it was left, but never maximized', () => {
    const { store, again } = startWith(null);
    store.getState().show('runs');
    store.getState().resize(0.6);
    store.getState().setUnfolded('data', true);
    store.getState().setFolded('curves', true);
    store.getState().setFolded('epochs', true);
    store.getState().setFolded('curves', false);
    store.getState().toggleMaximized();
    expect(again()).toMatchObject({
      tab: 'runs',
      isOpen: true,
      share: 0.6,
      unfolded: ['data'],
      folded: ['epochs'],
      isMaximized: false,
    });
  });

  it('reads what earlier versions of the app have stored', () => {
    const { store } = startWith('{"tab":"sweeps","isOpen":true,"share":0.5,"unfolded":["device"]}');
    expect(store.getState()).toMatchObject({ tab: 'sweeps', isOpen: true, share: 0.5, unfolded: ['device'] });
  });

  it('covers the canvas of a low window when it is opened, but for activations, which are of a card', () => {
    const { store } = startWith(null, true);
    store.getState().show('results');
    expect(store.getState()).toMatchObject({ isOpen: true, isMaximized: true });
    // Its user has made it smaller: another view stays so.
    store.getState().toggleMaximized();
    store.getState().show('runs');
    expect(store.getState()).toMatchObject({ isOpen: true, isMaximized: false });
    store.getState().toggle();
    store.getState().toggle();
    expect(store.getState()).toMatchObject({ isOpen: true, isMaximized: true });
    store.getState().toggle();
    expect(store.getState()).toMatchObject({ isOpen: false, isMaximized: false });
    store.getState().show('inside');
    expect(store.getState()).toMatchObject({ isOpen: true, isMaximized: false });
  });

  it('goes back below the canvas when there is room, unless its user has maximized it', () => {
    const { store } = startWith(null, true);
    store.getState().show('results');
    store.getState().giveRoomBack();
    expect(store.getState()).toMatchObject({ isOpen: true, isMaximized: false });
    store.getState().toggleMaximized();
    store.getState().giveRoomBack();
    expect(store.getState()).toMatchObject({ isOpen: true, isMaximized: true });
  });

  it('is below the canvas where both have room', () => {
    const { store } = startWith(null);
    store.getState().show('results');
    expect(store.getState()).toMatchObject({ isOpen: true, isMaximized: false });
  });

  it('keeps its height within the window', () => {
    const { store } = startWith('{"share":7}');
    expect(store.getState().share).toBe(WORKBENCH_SHARE.most);
    store.getState().resize(-1);
    expect(store.getState().share).toBe(WORKBENCH_SHARE.least);
  });
});
