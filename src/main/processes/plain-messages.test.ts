import { describe, expect, it } from 'vitest';
import { fromPlain, toPlain } from './plain-messages';

const throughJson = (message: unknown) => fromPlain(JSON.parse(JSON.stringify(toPlain(message))));

describe('messages as JSON', () => {
  it('arrive as they were sent', () => {
    const message = {
      type: 'step',
      loss: Number.NaN,
      bounds: [Number.NEGATIVE_INFINITY, -0, 0.1, Number.POSITIVE_INFINITY],
      pixels: new Uint8Array([0, 128, 255]),
      values: new Float32Array([1.5, Number.NaN, -2]),
      // Does not begin at the beginning of its memory.
      part: new Float64Array([1, 2, 3]).subarray(1),
      none: null,
      text: 'ReLU 層',
      nested: [{ flag: true, empty: new Int32Array(0) }],
    };
    expect(throughJson(message)).toEqual(message);
    expect(Object.is((throughJson([-0]) as number[])[0], -0)).toBe(true);
  });

  it('leave what JSON knows as it is', () => {
    const message = { type: 'train', document: { nodes: [1, 'a', null, { x: false }] } };
    expect(toPlain(message)).toEqual(message);
  });

  it('may hold what looks like a mark', () => {
    const message = { $kind: 'Float32Array', value: 'AAAA', more: [{ $kind: 'number', value: Number.NaN }] };
    expect(throughJson(message)).toEqual(message);
  });

  it('refuse a value they cannot hold', () => {
    expect(() => fromPlain({ $kind: 'Function', value: 'x' })).toThrow('kind Function');
    expect(() => toPlain(new DataView(new ArrayBuffer(2)))).toThrow('no typed array');
  });
});
