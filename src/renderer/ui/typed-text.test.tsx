// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { openWindow, show } from '../testing/render';
import { NumberField } from './NumberField';
import { type TypedText, TypedTextContext, typedInList } from './typed-text';

function showField() {
  const texts: TypedText[] = [];
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
    expect(texts).toEqual([{ text: 'f', caret: 1 }]);
    expect(values).toEqual([]);
  });

  it('is passed on with the number before it, and without the sign of an expression', async () => {
    const { user, texts, field } = showField();
    field.focus();
    if (field instanceof HTMLInputElement) field.setSelectionRange(2, 2);
    await user.keyboard('*');
    await user.clear(field);
    await user.keyboard('=');
    expect(texts).toEqual([
      { text: '12*', caret: 3 },
      { text: '', caret: 0 },
    ]);
  });

  it('is passed on when it is pasted', async () => {
    const { user, texts, field } = showField();
    await user.clear(field);
    await user.paste('filters / 2');
    expect(texts).toEqual([{ text: 'filters / 2', caret: 11 }]);
  });

  it('stays a number where it is one', async () => {
    const { user, texts, values, field } = showField();
    await user.clear(field);
    await user.keyboard('64');
    expect(texts).toEqual([]);
    expect(values.at(-1)).toBe(64);
  });
});

it('an item of a list is typed as part of the list, and its text cursor stays with it', () => {
  expect(typedInList([28, 28, 1], 1, { text: '=2*', caret: 3 })).toEqual({ text: '28, 2*, 1', caret: 6 });
  expect(typedInList([''], 0, { text: 'size', caret: 4 })).toEqual({ text: 'size', caret: 4 });
});
