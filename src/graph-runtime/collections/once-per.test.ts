import { describe, expect, it } from 'vitest';
import { latestOf, oncePer, oncePerNamed } from './once-per';

/** A function that counts its calls. */
function counted<Args extends readonly unknown[], Result>(compute: (...args: Args) => Result) {
  const count = { calls: 0 };
  const call = (...args: Args) => {
    count.calls += 1;
    return compute(...args);
  };
  return { count, call };
}

describe('oncePer', () => {
  it('computes once for each object, also where the answer is undefined', () => {
    const { count, call } = counted((key: { readonly value?: number }) => key.value);
    const ask = oncePer(call);
    const [one, none] = [{ value: 1 }, {}];
    expect([ask(one), ask(none), ask(one), ask(none), ask({ value: 1 })]).toEqual([
      1,
      undefined,
      1,
      undefined,
      1,
    ]);
    expect(count.calls).toBe(3);
  });
});

describe('oncePerNamed', () => {
  it('computes once for each object and name', () => {
    const { count, call } = counted((key: { readonly value: number }, name: string) => `${name}${key.value}`);
    const ask = oncePerNamed(call);
    const [one, two] = [{ value: 1 }, { value: 2 }];
    expect([ask(one, 'a'), ask(one, 'b'), ask(two, 'a'), ask(one, 'a')]).toEqual(['a1', 'b1', 'a2', 'a1']);
    expect(count.calls).toBe(3);
  });
});

describe('latestOf', () => {
  it('remembers the latest pair only', () => {
    const { count, call } = counted((a: number, b: number) => a + b);
    const ask = latestOf(call);
    expect([ask(1, 2), ask(1, 2), ask(2, 2), ask(1, 2)]).toEqual([3, 3, 4, 3]);
    expect(count.calls).toBe(3);
  });
});
