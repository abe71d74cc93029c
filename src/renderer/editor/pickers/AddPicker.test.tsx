// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { act } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDocument } from '../../store/document/document';
import { readPreset } from '../../store/testing/documents';
import { type PickerDestination, useView } from '../../store/view/view';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { AddPicker } from './AddPicker';

const lenet = readPreset('lenet');

function showPicker(destination: PickerDestination) {
  const picker = { kind: 'add', destination } as const;
  act(() => useView.getState().openPicker(picker));
  const user = show(<AddPicker picker={picker} />);
  return { user, search: screen.getByRole('combobox', { name: text('canvas:addLayer') }) };
}

describe('the picker of layers', () => {
  beforeEach(async () => {
    connectMain();
    await openWindow(lenet);
  });

  it('finds a layer by a few letters, and Enter adds it after the selected node', async () => {
    const [first] = lenet.nodes;
    if (first === undefined) throw new Error('LeNet has no nodes.');
    act(() => useView.getState().select([first.id]));
    const { user, search } = showPicker({ kind: 'selection' });
    await user.type(search, 'dropout');
    await user.keyboard('{Enter}');
    const { document } = useDocument.getState();
    const added = document.nodes.filter((node) => !lenet.nodes.some(({ id }) => id === node.id));
    expect(added.map(({ type }) => type)).toEqual(['dropout']);
    const [id] = added.map((node) => node.id);
    expect(document.edges.some(({ from, to }) => from.startsWith(first.id) && to.startsWith(id ?? '-'))).toBe(
      true,
    );
    expect(useView.getState().picker).toBeNull();
  });

  it('moves with the arrow keys and wraps around', async () => {
    const { user, search } = showPicker({ kind: 'selection' });
    await user.type(search, 'pool');
    const options = screen.getAllByRole('option');
    expect(options.length).toBeGreaterThan(2);
    await user.keyboard('{ArrowUp}');
    expect(screen.getAllByRole('option').at(-1)?.getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{ArrowDown}');
    expect(screen.getAllByRole('option').at(0)?.getAttribute('aria-selected')).toBe('true');
  });

  it('changes nothing when it is closed', async () => {
    const { user } = showPicker({ kind: 'selection' });
    await user.keyboard('{Escape}');
    expect(useView.getState().picker).toBeNull();
    expect(useDocument.getState().document).toBe(lenet);
  });

  it('says so when nothing has that name', async () => {
    const { user, search } = showPicker({ kind: 'selection' });
    await user.type(search, 'qqqq');
    expect(screen.queryAllByRole('option')).toEqual([]);
    expect(screen.getByText(text('app:nothingFound'), { exact: false })).toBeTruthy();
  });
});
