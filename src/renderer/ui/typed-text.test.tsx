// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { openWindow, show } from '../testing/render';
import { NumberField } from './NumberField';
import { TypedTextContext } from './typed-text';

function showField() {
  const texts: string[] = [];
  const values: number[] = [];
  const user = show(
    <TypedTextContext value={(text) => texts.push(text)}>
      <NumberField aria-label="Filters" value={12} onValueChange={(value) => values.push(value)} />
    </TypedTextContext>,
  );
  return { user, texts, values, field: screen.getByRole('textbox', { name: 'Filters' }) };
}

describe('what is typed into a field for numbers', () => {
  beforeEach(() => openWindow());

  it('is passed on where it is a name', async () => {
    const { user, texts, values, field } = showField();
    await user.clear(field);
    await user.keyboard('f');
    expect(texts).toEqual(['f']);
    expect(values).toEqual([]);
  });

  it('is passed on with the number before it, and without the sign of an expression', async () => {
    const { user, texts, field } = showField();
    field.focus();
    if (field instanceof HTMLInputElement) field.setSelectionRange(2, 2);
    await user.keyboard('*');
    await user.clear(field);
    await user.keyboard('=');
    expect(texts).toEqual(['12*', '']);
  });

  it('is passed on when it is pasted', async () => {
    const { user, texts, field } = showField();
    await user.clear(field);
    await user.paste('filters / 2');
    expect(texts).toEqual(['filters / 2']);
  });

  it('stays a number where it is one', async () => {
    const { user, texts, values, field } = showField();
    await user.clear(field);
    await user.keyboard('64');
    expect(texts).toEqual([]);
    expect(values.at(-1)).toBe(64);
  });
});
