// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { openWindow, show, text } from '../testing/render';
import { NumberField } from './NumberField';

interface Shown {
  readonly changes: number[];
  commits: number;
}

interface FormProps {
  readonly shown: Shown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly step?: number;
  readonly isWhole?: boolean;
}

function Form({ shown, ...limits }: FormProps) {
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

describe('a calculation in a number field', () => {
  beforeEach(() => openWindow());

  const begin = (limits: Omit<FormProps, 'shown'> = {}) => {
    const shown: Shown = { changes: [], commits: 0 };
    const user = show(<Form shown={shown} {...limits} />);
    return { shown, user, field: screen.getByRole<HTMLInputElement>('textbox', { name: 'Filters' }) };
  };

  it.each([
    ['1/8', 0.125],
    ['2^-3', 0.125],
    ['28*28', 784],
    ['1e-3', 0.001],
    ['60,000', 60_000],
  ])('%s counts when it is complete, and is committed once', async (typed, value) => {
    const { shown, user, field } = begin();
    await user.clear(field);
    await user.type(field, `${typed}{Enter}`);
    expect(shown.changes.at(-1)).toBe(value);
    expect(field.value).toBe(String(value));
    expect(shown.commits).toBe(1);
    await user.tab();
    expect(shown.changes.at(-1)).toBe(value);
  });

  it('leaves the value as it was until then, though digits count at once', async () => {
    const { shown, user, field } = begin();
    await user.clear(field);
    await user.type(field, '2');
    expect(shown.changes).toEqual([2]);
    await user.type(field, '8*');
    expect(shown.changes).toEqual([2, 28, 5]);
    await user.type(field, '2');
    expect(shown.changes.at(-1)).toBe(5);
    await user.tab();
    expect(shown.changes.at(-1)).toBe(56);
  });

  it.each([
    ['abc', {}, 'unreadable', { text: 'abc' }],
    ['12f', {}, 'unreadable', { text: '12f' }],
    ['-3', { minimum: 1 }, 'tooSmall', { value: -3, limit: 1 }],
    ['9*9', { maximum: 8 }, 'tooLarge', { value: 81, limit: 8 }],
    ['5/2', { isWhole: true }, 'notWhole', { value: 2.5 }],
    ['1/0', {}, 'notFinite', { text: '1/0' }],
  ] as const)(
    '%s is refused with a reason, and kept to be corrected',
    async (typed, limits, code, values) => {
      const { shown, user, field } = begin(limits);
      await user.clear(field);
      await user.type(field, typed);
      expect(screen.queryByRole('alert')).toBeNull();
      await user.tab();
      expect(field.value).toBe(typed);
      expect(screen.getByRole('alert').textContent).toBe(text(`app:numberProblems.${code}`, values));
      expect(field.getAttribute('aria-invalid')).toBe('true');
      expect(shown.changes.at(-1) ?? 5).toBe(5);
      // Corrected, it counts.
      await user.clear(field);
      await user.type(field, '7');
      expect(screen.queryByRole('alert')).toBeNull();
      await user.tab();
      expect(shown.changes.at(-1)).toBe(7);
      expect(field.value).toBe('7');
    },
  );

  it('is discarded with Escape, and by the buttons', async () => {
    const { shown, user, field } = begin();
    await user.clear(field);
    await user.type(field, '3*x{Escape}');
    expect(field.value).toBe('5');
    expect(shown.changes.at(-1)).toBe(5);
    await user.clear(field);
    await user.type(field, 'x');
    await user.click(screen.getByRole('button', { name: text('app:increase') }));
    expect(field.value).toBe('6');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is also pasted', async () => {
    const { shown, user, field } = begin();
    await user.clear(field);
    await user.paste('１／８');
    await user.keyboard('{Enter}');
    expect(shown.changes.at(-1)).toBe(0.125);
  });
});
