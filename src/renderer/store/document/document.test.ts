import { describe, expect, it } from 'vitest';
import { readPreset } from '../testing/documents';
import { createDocumentStore, isEdited } from './document';

const rename = (name: string) => [{ kind: 'set-name', name } as const];

describe('the history', () => {
  it('makes one entry of a gesture, however many edits it had', () => {
    const store = createDocumentStore();
    store.getState().open(readPreset('lenet'), null);
    const { perform, endGesture } = store.getState();
    for (const name of ['a', 'ab', 'abc'])
      perform({ key: 'renameNetwork' }, rename(name), { gesture: 'name' });
    expect(store.getState().past).toHaveLength(1);
    expect(store.getState().past[0]?.edits).toHaveLength(3);
    endGesture();
    perform({ key: 'renameNetwork' }, rename('abcd'), { gesture: 'name' });
    expect(store.getState().past).toHaveLength(2);
    store.getState().undo();
    expect(store.getState().document.name).toBe('abc');
    store.getState().undo();
    expect(store.getState().document.name).toBe('LeNet');
  });

  it('starts another entry after an undo, also within a gesture', () => {
    const store = createDocumentStore();
    store.getState().perform({ key: 'renameNetwork' }, rename('a'), { gesture: 'name' });
    store.getState().undo();
    store.getState().perform({ key: 'renameNetwork' }, rename('b'), { gesture: 'name' });
    expect(store.getState().past).toHaveLength(1);
    expect(store.getState().future).toHaveLength(0);
  });

  it('has no entry for what changed nothing', () => {
    const store = createDocumentStore();
    store.getState().perform({ key: 'deleteNodes' }, [{ kind: 'remove-node', scope: null, id: 'nobody' }]);
    expect(store.getState().past).toHaveLength(0);
  });

  it('knows what is on disk, also when edits were made while it was written', () => {
    const store = createDocumentStore();
    store.getState().open(readPreset('lenet'), null);
    expect(isEdited(store.getState())).toBe(false);
    store.getState().perform({ key: 'renameNetwork' }, rename('Mine'));
    const written = store.getState().document;
    store.getState().perform({ key: 'renameNetwork' }, rename('Mine too'));
    store.getState().markSaved(written, '/tmp/mine.json');
    expect(isEdited(store.getState())).toBe(true);
    store.getState().undo();
    expect(isEdited(store.getState())).toBe(false);
  });

  it('is empty after another document was opened, and recovered work is unsaved work', () => {
    const store = createDocumentStore();
    store.getState().perform({ key: 'renameNetwork' }, rename('a'));
    store.getState().open(readPreset('lenet'), '/tmp/a.json', false);
    expect(store.getState().past).toHaveLength(0);
    expect(isEdited(store.getState())).toBe(true);
  });
});
