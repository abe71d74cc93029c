// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { i18n } from '../../messages/i18n';
import { useDocument } from '../../store/document/document';
import { readPreset } from '../../store/testing/documents';
import { useView } from '../../store/view/view';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { Pickers } from './Pickers';

const lenet = readPreset('lenet');

async function openCommands(language = 'en') {
  await i18n.changeLanguage(language);
  act(() => useView.getState().openPicker({ kind: 'commands' }));
  const user = show(<Pickers />);
  return { user, search: screen.getByRole('combobox', { name: text('app:commandPalette') }) };
}

const labels = () => screen.queryAllByRole('option').map((option) => option.textContent ?? '');
const offers = (id: string) => labels().some((label) => label.startsWith(text(`commands:labels.${id}`)));

describe('the list of commands', () => {
  beforeEach(async () => {
    connectMain();
    await openWindow(lenet);
  });

  it('offers what can be done now, and nothing else', async () => {
    const { user, search } = await openCommands();
    await user.type(search, text('commands:labels.undo'));
    expect(offers('undo')).toBe(false);
    await user.keyboard('{Escape}');
    expect(useView.getState().picker).toBeNull();
    const another = { kind: 'set-dataset', dataset: { id: 'cifar10' } } as const;
    act(() => useDocument.getState().perform({ key: 'changeDataset' }, [another]));
    act(() => useView.getState().openPicker({ kind: 'commands' }));
    await user.type(screen.getByRole('combobox'), text('commands:labels.undo'));
    expect(offers('undo')).toBe(true);
  });

  it('closes, then runs the command that was picked', async () => {
    const { user, search } = await openCommands();
    await user.type(search, text('commands:labels.findNode'));
    await user.keyboard('{Enter}');
    expect(useView.getState().picker).toEqual({ kind: 'find' });
  });

  it.each(['en', 'zh-Hant'])('finds a command by its words, and shows its keys (%s)', async (language) => {
    const { user, search } = await openCommands(language);
    await user.type(search, text('commands:labels.selectAll'));
    const [first = ''] = labels();
    expect(first).toContain(text('commands:labels.selectAll'));
    expect(first).toContain(text('commands:groups.select'));
    expect(first).toContain('A');
    await user.keyboard('{Enter}');
    expect(useView.getState().selectedNodes.size).toBe(lenet.nodes.length);
  });
});
