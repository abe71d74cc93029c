import type { NumericArray } from './elements';
import { entrySize, type NamedArray } from './named-array';

/** An array that is read as a whole, once, and then given in parts. */
export function wholeArray(
  facts: Pick<NamedArray, 'file' | 'name' | 'shape' | 'type' | 'isReversed' | 'isExamples'>,
  readAll: () => Promise<NumericArray>,
): NamedArray {
  let all: Promise<NumericArray> | undefined;
  const array: NamedArray = {
    ...facts,
    read: async (start, count) => {
      all ??= readAll();
      const size = entrySize(array);
      return (await all).subarray(start * size, (start + count) * size);
    },
  };
  return array;
}

/** An array of texts, which has no numbers. */
export function textArray(
  facts: Pick<NamedArray, 'file' | 'name' | 'shape'>,
  readTexts: () => Promise<readonly string[]>,
): NamedArray {
  return { ...facts, type: 'text', read: async () => new Uint8Array(), readTexts };
}
