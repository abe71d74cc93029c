// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { documentSchema, type NetloomDocument } from '../../../graph-runtime/document/document';
import { useView } from '../../store/view/view';
import { openWindow, show } from '../../testing/render';
import { useKeyboard } from '../commands/use-keyboard';
import { Outline } from './Outline';

/** An input with `length` ReLUs after it, and a note. */
function chain(length: number): NetloomDocument {
  const ids = ['input', ...Array.from({ length }, (_, at) => `relu${at}`)];
  return documentSchema.parse({
    format: 'netloom',
    version: 2,
    name: 'Chain',
    nodes: ids.map((id) =>
      id === 'input'
        ? { id, type: 'input', parameters: { shape: [8, 8, 1] } }
        : { id, type: 'relu', parameters: {} },
    ),
    edges: ids.slice(1).map((id, at) => ({ from: ids[at], to: id })),
    notes: [
      {
        id: 'remark',
        kind: 'note',
        text: 'To do',
        position: { x: 0, y: 0 },
        size: { width: 90, height: 60 },
      },
    ],
  });
}

/** The outline with the keys of all commands. */
function Window() {
  useKeyboard();
  return <Outline />;
}

const rows = () => screen.getAllByRole('option');
const idOf = (row: Element | null) => row?.getAttribute('data-node') ?? null;
const reachable = () =>
  rows()
    .filter((row) => row.tabIndex === 0)
    .map(idOf);
const selected = () => [...useView.getState().selectedNodes];

describe('the outline', () => {
  beforeEach(() => openWindow(chain(3)));

  it('lists nodes in the order of computation, then notes, each with its place', () => {
    show(<Outline />);
    expect(rows().map(idOf).slice(0, 4)).toEqual(['input', 'relu0', 'relu1', 'relu2']);
    expect(rows().at(-1)?.textContent).toContain('To do');
    expect(rows().map((row) => row.getAttribute('aria-posinset'))).toEqual(['1', '2', '3', '4', '5']);
    expect(rows()[1]?.textContent).toContain('8 × 8 × 1');
  });

  it('is reached by the Tab key once, and walked with the arrow keys', async () => {
    const user = show(<Outline />);
    await user.tab();
    expect(idOf(document.activeElement)).toBe('input');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(selected()).toEqual(['relu1']);
    expect(idOf(document.activeElement)).toBe('relu1');
    expect(reachable()).toEqual(['relu1']);
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(selected()).toEqual(['relu1', 'relu2']);
    await user.keyboard('{Control>}{Home}{/Control}');
    expect(idOf(document.activeElement)).toBe('input');
    expect(selected()).toEqual(['relu1', 'relu2']);
    await user.keyboard(' ');
    expect(selected()).toContain('input');
  });

  it('leaves the keys that it has no use for to the commands of the window', async () => {
    const user = show(<Window />);
    await user.tab();
    await user.keyboard('{Control>}f{/Control}');
    expect(useView.getState().picker).toEqual({ kind: 'find' });
  });

  it('follows what is selected elsewhere', () => {
    show(<Outline />);
    act(() => useView.getState().select(['relu2']));
    expect(screen.getByRole('option', { selected: true }).getAttribute('data-node')).toBe('relu2');
    expect(reachable()).toEqual(['relu2']);
  });
});

describe('the outline of a large network', () => {
  beforeEach(() => openWindow(chain(2_000)));

  it('has the rows in sight, the one with the focus and the one that is selected in the page', async () => {
    const user = show(<Outline />);
    expect(rows().length).toBeLessThan(60);
    expect(rows()[0]?.getAttribute('aria-setsize')).toBe('2002');
    await user.tab();
    await user.keyboard('{Control>}{End}{/Control}');
    expect(document.activeElement?.textContent).toContain('To do');
    await user.keyboard('{Control>}{ArrowUp}{/Control}');
    expect(idOf(document.activeElement)).toBe('relu1999');
    act(() => useView.getState().select(['relu1000']));
    expect(reachable()).toEqual(['relu1000']);
    expect(idOf(document.activeElement)).toBe('relu1999');
    expect(rows().length).toBeLessThan(60);
    await user.keyboard('{Home}');
    expect(selected()).toEqual(['input']);
  });
});
