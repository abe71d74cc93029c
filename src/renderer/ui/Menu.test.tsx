// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { openWindow, show } from '../testing/render';
import { Menu, MenuAt, type MenuEntry } from './Menu';

/** A menu with an entry of each kind, which writes down what was chosen. */
function View({ chosen, at }: { readonly chosen: string[]; readonly at?: { x: number; y: number } }) {
  const [isOn, setIsOn] = useState(false);
  const [theme, setTheme] = useState('light');
  const [place, setPlace] = useState(at ?? null);
  const entries: MenuEntry[] = [
    { kind: 'item', id: 'open', label: 'Open', shortcut: 'Mod+O', onSelect: () => chosen.push('open') },
    { kind: 'item', id: 'save', label: 'Save', isDisabled: true, onSelect: () => chosen.push('save') },
    { kind: 'separator', id: 'line' },
    { kind: 'check', id: 'grid', label: 'Grid', isChecked: isOn, onToggle: () => setIsOn(!isOn) },
    {
      kind: 'choice',
      id: 'theme',
      heading: 'Theme',
      value: theme,
      options: [
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ],
      onSelect: setTheme,
    },
    {
      kind: 'submenu',
      id: 'more',
      label: 'More',
      entries: [{ kind: 'item', id: 'print', label: 'Print', onSelect: () => chosen.push('print') }],
    },
  ];
  if (at === undefined) return <Menu trigger={<button type="button">File</button>} entries={entries} />;
  return (
    <MenuAt
      at={place}
      label="Canvas"
      entries={entries}
      onClose={() => {
        chosen.push('closed');
        setPlace(null);
      }}
    />
  );
}

describe('a menu', () => {
  const chosen: string[] = [];

  beforeEach(async () => {
    chosen.length = 0;
    await openWindow();
    // As in index.html.
    document.body.innerHTML = '<div id="popups"></div>';
  });

  async function openMenu() {
    const user = show(<View chosen={chosen} />);
    await user.click(screen.getByRole('button', { name: 'File' }));
    await screen.findByRole('menu');
    return user;
  }

  it('runs an entry and closes; one that cannot be run does neither', async () => {
    const user = await openMenu();
    await user.click(screen.getByRole('menuitem', { name: /Save/ }));
    expect(screen.getByRole('menuitem', { name: /Save/ }).getAttribute('aria-disabled')).toBe('true');
    await user.click(screen.getByRole('menuitem', { name: /Open/ }));
    expect(chosen).toEqual(['open']);
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  });

  it('stays open while things are switched on and off in it', async () => {
    const user = await openMenu();
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Grid' }));
    expect(screen.getByRole('menuitemcheckbox', { name: 'Grid' }).getAttribute('aria-checked')).toBe('true');
  });

  it('marks the one of several that holds', async () => {
    const user = await openMenu();
    const isChecked = (name: string) =>
      screen.getByRole('menuitemradio', { name }).getAttribute('aria-checked') === 'true';
    expect([isChecked('Light'), isChecked('Dark')]).toEqual([true, false]);
    await user.click(screen.getByRole('menuitemradio', { name: 'Dark' }));
    expect([isChecked('Light'), isChecked('Dark')]).toEqual([false, true]);
  });

  it('is walked with the arrow keys, into a submenu too, and gives the focus back', async () => {
    const user = show(<View chosen={chosen} />);
    const trigger = screen.getByRole('button', { name: 'File' });
    trigger.focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('menu');
    await user.keyboard('{End}');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('More'));
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Print'));
    await user.keyboard('{Enter}');
    expect(chosen).toEqual(['print']);
    await waitFor(() => expect(document.activeElement).toBe(trigger));
  });

  it('opens at a place with a name, and says when Escape closes it', async () => {
    const user = show(<View chosen={chosen} at={{ x: 10, y: 20 }} />);
    expect(await screen.findByRole('menu', { name: 'Canvas' })).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(chosen).toEqual(['closed']);
  });
});
