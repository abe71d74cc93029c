import { describe, expect, it } from 'vitest';
import { namesIn, namesInNode, substituteExpression, substituteNode, valuesAtUse } from './substitute';

describe('values put into expressions', () => {
  it('are computed where nothing unknown is left', () => {
    expect(substituteExpression('=filters * 4', new Map([['filters', 16]]))).toBe(64);
    expect(substituteExpression('=max(a, 3)', new Map([['a', 5]]))).toBe(5);
    expect(
      substituteExpression(
        '=a - b',
        new Map([
          ['a', 1],
          ['b', -2],
        ]),
      ),
    ).toBe(3);
  });

  it('stay expressions where something is', () => {
    expect(substituteExpression('=filters * growth', new Map([['filters', '=width + 1']]))).toBe(
      '=(width + 1) * growth',
    );
  });

  it('are handed on whole where they are alone', () => {
    expect(substituteExpression('=size', new Map([['size', [1, 7]]]))).toEqual([1, 7]);
  });

  it('leave functions and quoted texts alone', () => {
    expect(namesIn("kind == 'filters' ? floor(x / 2) : 1")).toEqual(['kind', 'x']);
    expect(namesIn('kind == "filters" ? 2 : 1')).toEqual(['kind']);
  });

  it('reach the switch and the repeat count too', () => {
    const node = {
      id: 'a',
      type: 'conv2d',
      parameters: { filters: '=f', kernelSize: [3, '=k'] as (number | string)[] },
      enabled: '=on',
      repeat: '=n + 1',
    };
    const values = new Map<string, number | boolean>([
      ['f', 8],
      ['k', 5],
      ['on', true],
      ['n', 2],
    ]);
    expect(substituteNode(node, values)).toEqual({
      id: 'a',
      type: 'conv2d',
      parameters: { filters: 8, kernelSize: [3, 5] },
      repeat: 3,
    });
    expect(substituteNode(node, new Map([['on', false]])).enabled).toBe(false);
    expect([...namesInNode(node)].sort()).toEqual(['f', 'k', 'n', 'on']);
  });

  it('fall back to defaults, which may name the parameters before them', () => {
    const parameters = [
      { name: 'filters', kind: 'integer', default: 64 },
      { name: 'inner', kind: 'integer', default: '=filters / 4' },
    ] as const;
    const values = valuesAtUse([...parameters], { id: 'a', type: 'block:b', parameters: { filters: 128 } });
    expect(values.get('inner')).toBe(32);
  });
});
