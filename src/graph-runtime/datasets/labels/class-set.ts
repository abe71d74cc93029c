import { z } from 'zod';
import { classNamesSchema, namesIn } from '../class-names';
import { isList, type LabelKind } from './label-kind';

const schema = z.object({ kind: z.literal('classes'), classNames: classNamesSchema });
type ClassSets = z.infer<typeof schema>;

/** Any number of classes for each example: uint8 `[count, classes]` of 0 and 1. */
export const classSet = {
  id: 'classes',
  schema,
  size: ({ classNames }) => namesIn(classNames, 'en').length,
  words: (size) => ({ en: `any of ${size} classes`, 'zh-Hant': `${size} 個類別中的任意幾個` }),
  storage: ({ classNames }) => ({ dtype: 'uint8', shape: [namesIn(classNames, 'en').length] }),
  plan({ classNames }) {
    const indices = new Map(classNames.map((name, index) => [name, index]));
    return {
      target: { kind: 'classes', classNames: [...classNames] },
      targetOf(source) {
        if (source.type !== 'classes') return undefined;
        const found = source.names.map((name) => indices.get(name));
        return found.every((index): index is number => index !== undefined) ? found : undefined;
      },
    };
  },
  classesOf: (source) => (source.type === 'classes' ? source.names : []),
  textOf: (source) => (source.type === 'classes' ? source.names.join(', ') : ''),
  encode(target, bytes) {
    if (!isList(target)) return null;
    const hot = new Uint8Array(bytes);
    for (const index of target) hot[index] = 1;
    return hot;
  },
  flawOf(labels) {
    for (let at = 0; at < labels.length; at += 1) {
      if ((labels[at] ?? 0) > 1) return 'it has values other than 0 and 1';
    }
    return null;
  },
} as const satisfies LabelKind<ClassSets>;
