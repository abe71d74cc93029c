// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { openWindow, show } from '../testing/render';
import { Tabs } from './Tabs';

type Name = 'runs' | 'sweeps';

function Pane({ isClosable = false }: { readonly isClosable?: boolean }) {
  const [value, setValue] = useState<Name | null>(null);
  return (
    <Tabs<Name>
      aria-label="Views"
      value={value}
      onValueChange={setValue}
      {...(isClosable ? { onActiveTabClick: () => setValue(null) } : {})}
      tabs={[
        { value: 'runs', label: 'Runs', content: <p>All runs</p> },
        { value: 'sweeps', label: 'Sweeps', content: <p>All sweeps</p> },
      ]}
    />
  );
}

describe('tabs', () => {
  beforeEach(() => openWindow());

  it('show one panel at a time, named by its tab and with its heading', async () => {
    const user = show(<Pane />);
    expect(screen.queryByRole('tabpanel')).toBeNull();
    await user.click(screen.getByRole('tab', { name: 'Runs' }));
    expect(screen.getByRole('tabpanel', { name: 'Runs' }).textContent).toContain('All runs');
    expect(screen.getByRole('heading', { level: 2, name: 'Runs' })).toBeTruthy();
    await user.click(screen.getByRole('tab', { name: 'Sweeps' }));
    expect(screen.getAllByRole('tabpanel').map(({ textContent }) => textContent)).toEqual([
      'SweepsAll sweeps',
    ]);
  });

  it('report a click on the tab that shows, with the mouse and with Enter', async () => {
    const user = show(<Pane isClosable />);
    const tab = screen.getByRole('tab', { name: 'Runs' });
    await user.click(tab);
    expect(tab.getAttribute('aria-selected')).toBe('true');
    await user.click(tab);
    expect(screen.queryByRole('tabpanel')).toBeNull();
    await user.keyboard('{Enter}');
    expect(screen.getByText('All runs')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('tabpanel')).toBeNull();
  });

  it('follow the arrow keys at once', async () => {
    const user = show(<Pane />);
    await user.click(screen.getByRole('tab', { name: 'Runs' }));
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Sweeps' }));
    expect(screen.getByText('All sweeps')).toBeTruthy();
  });

  it('wait for Enter where a click closes them', async () => {
    const user = show(<Pane isClosable />);
    await user.click(screen.getByRole('tab', { name: 'Runs' }));
    await user.keyboard('{ArrowRight}');
    expect(screen.getByText('All runs')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(screen.getByText('All sweeps')).toBeTruthy();
  });
});
