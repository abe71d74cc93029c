// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ParameterValue } from '../../../graph-runtime/document/document';
import { readPreset } from '../../store/testing/documents';
import { openWindow, show, text } from '../../testing/render';
import { ExpressionField } from './ExpressionField';

const resnet = readPreset('resnet');
const [block = ''] = Object.keys(resnet.blocks);

function showField(scope: string | null, committed: ParameterValue[]) {
  const user = show(
    <ExpressionField
      label="Filters"
      value="=filters * 2"
      kind="integer"
      scope={scope}
      resolved={128}
      onCommit={(value) => committed.push(value)}
    />,
  );
  return {
    user,
    field: screen.getByRole('textbox', { name: text('inspector:expressionOf', { label: 'Filters' }) }),
  };
}

describe('an expression field', () => {
  beforeEach(() => openWindow(resnet));

  it('shows the expression, what it comes to, and the names it may use', () => {
    const { field } = showField(block, []);
    expect(field).toHaveProperty('value', 'filters * 2');
    expect(screen.getByText('128')).toBeTruthy();
    const names = [
      ...(resnet.blocks[block]?.parameters ?? []).map(({ name }) => name),
      ...['in.channels', 'in.height', 'in.width'],
    ];
    expect(names.length).toBeGreaterThan(3);
    expect(screen.getByText(text('inspector:names', { names: names.join(', ') }))).toBeTruthy();
  });

  it('keeps what is typed to itself until it is done, and a number becomes a number', async () => {
    const committed: ParameterValue[] = [];
    const { user, field } = showField(block, committed);
    await user.clear(field);
    await user.type(field, '96');
    expect(committed).toEqual([]);
    await user.tab();
    expect(committed).toEqual([96]);
  });

  it('stores an expression with its sign', async () => {
    const committed: ParameterValue[] = [];
    const { user, field } = showField(block, committed);
    await user.clear(field);
    await user.type(field, 'filters + 1');
    await user.tab();
    expect(committed).toEqual(['=filters + 1']);
  });

  it('says nothing when the expression is the same again', async () => {
    const committed: ParameterValue[] = [];
    const { user, field } = showField(block, committed);
    await user.type(field, '1{Backspace}');
    await user.tab();
    expect(committed).toEqual([]);
  });
});
