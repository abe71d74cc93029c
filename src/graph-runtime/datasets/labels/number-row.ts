import type { z } from 'zod';
import { bytesOf, isList, type LabelKind } from './label-kind';
import { standardizedNumbers } from './standardized-numbers';

const schema = standardizedNumbers('numbers');
type NumberRows = z.infer<typeof schema>;

/** Numbers for each example, standardized: float32 `[count, names]`. */
export const numberRow = {
  id: 'numbers',
  schema,
  size: ({ names }) => names.length,
  words: (size) => ({ en: `${size} numbers`, 'zh-Hant': `${size} 個數值` }),
  storage: ({ names }) => ({ dtype: 'float32', shape: [names.length] }),
  plan: ({ targetNames }) => ({
    target: { kind: 'numbers', names: [...targetNames] },
    targetOf: (source) =>
      source.type === 'numbers' && source.values.length === targetNames.length ? source.values : undefined,
  }),
  textOf: (source) => (source.type === 'numbers' ? source.values.join(', ') : ''),
  standardized: (target, { mean, deviation }) => ({ ...target, mean, deviation }),
  encode: (target) => (isList(target) ? bytesOf(Float32Array.from(target)) : null),
  flawOf(labels) {
    for (let at = 0; at < labels.length; at += 1) {
      if (!Number.isFinite(labels[at])) return 'it has values that are not numbers';
    }
    return null;
  },
} as const satisfies LabelKind<NumberRows, Pick<NumberRows, 'kind' | 'names'>>;
