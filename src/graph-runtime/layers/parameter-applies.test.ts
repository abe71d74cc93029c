import { describe, expect, it } from 'vitest';
import { dense } from './dense';
import { applies } from './parameter-applies';
import { layers } from './registry';

describe('a parameter with a condition', () => {
  const layer = layers.find(({ type }) => type === dense.type) ?? layers[0];
  const scale = dense.parameters.kernelInitializerScale;

  it.each([
    ['by default', undefined, false],
    ['with a value that it applies with', { kernelInitializer: 'randomNormal' }, true],
    ['with another value', { kernelInitializer: 'zeros' }, false],
    ['where an expression decides', { kernelInitializer: '=initializer' }, true],
    ['with a value of a wrong kind', { kernelInitializer: 3 }, true],
  ])('%s', (_name, given, expected) => {
    expect(layer !== undefined && applies(layer, scale, given)).toBe(expected);
  });

  it('names a choice of its layer and values that it has', () => {
    let count = 0;
    for (const { type, parameters } of layers) {
      for (const [name, { appliesWith }] of Object.entries(parameters)) {
        if (appliesWith === undefined) continue;
        count += 1;
        const other = parameters[appliesWith.parameter];
        const choices = other?.kind === 'choice' ? other.choices.map(({ value }) => value) : [];
        expect(choices, `${type}.${name}`).toEqual(expect.arrayContaining([...appliesWith.values]));
      }
    }
    expect(count).toBeGreaterThan(0);
  });
});
