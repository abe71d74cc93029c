// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { openWindow, show } from '../testing/render';
import { NumberField } from './NumberField';

interface Shown {
  readonly changes: number[];
  commits: number;
}

function Form({ shown, ...limits }: { shown: Shown; minimum?: number; maximum?: number; step?: number }) {
  const [value, setValue] = useState(5);
  return (
    <NumberField
      label="Filters"
      value={value}
      {...limits}
      onValueChange={(next) => {
        shown.changes.push(next);
        setValue(next);
      }}
      onValueCommitted={() => {
        shown.commits += 1;
      }}
    />
  );
}

describe('a number field', () => {
  beforeEach(() => openWindow());

  it('takes what is typed, and says when it is over', async () => {
    const shown: Shown = { changes: [], commits: 0 };
    const user = show(<Form shown={shown} />);
    const field = screen.getByRole('textbox', { name: 'Filters' });
    await user.clear(field);
    await user.type(field, '64');
    expect(shown.changes.at(-1)).toBe(64);
    const before = shown.commits;
    await user.tab();
    expect(shown.commits).toBe(before + 1);
  });

  it('steps with the arrow keys, ten steps with Shift', async () => {
    const shown: Shown = { changes: [], commits: 0 };
    const user = show(<Form shown={shown} />);
    await user.click(screen.getByRole('textbox', { name: 'Filters' }));
    await user.keyboard('{ArrowUp}{Shift>}{ArrowUp}{/Shift}{ArrowDown}');
    expect(shown.changes).toEqual([6, 16, 15]);
  });

  it('stays between its limits', async () => {
    const shown: Shown = { changes: [], commits: 0 };
    const user = show(<Form shown={shown} minimum={1} maximum={8} />);
    const field = screen.getByRole('textbox', { name: 'Filters' });
    await user.click(field);
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
    expect(shown.changes.at(-1)).toBe(8);
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}{ArrowDown}');
    expect(shown.changes.at(-1)).toBe(1);
  });

  it('leaves the value alone while there is no number', async () => {
    const shown: Shown = { changes: [], commits: 0 };
    const user = show(<Form shown={shown} />);
    await user.clear(screen.getByRole('textbox', { name: 'Filters' }));
    expect(shown.changes).toEqual([]);
  });
});
