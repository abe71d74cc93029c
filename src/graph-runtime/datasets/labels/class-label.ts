import { z } from 'zod';
import { classNamesSchema, namesIn } from '../class-names';
import { bytesOf, type LabelKind } from './label-kind';

const schema = z.object({ kind: z.literal('class'), classNames: classNamesSchema });
type ClassLabels = z.infer<typeof schema>;

/** One class for each example: its index, int32 `[count]`. */
export const classLabel = {
  id: 'class',
  schema,
  size: ({ classNames }) => namesIn(classNames, 'en').length,
  words: (size) => ({ en: `${size} classes`, 'zh-Hant': `${size} 個類別` }),
  storage: () => ({ dtype: 'int32', shape: [] }),
  isClassIndex: true,
  plan({ classNames }) {
    const indices = new Map(classNames.map((name, index) => [name, index]));
    return {
      target: { kind: 'class', classNames: [...classNames] },
      targetOf: (source) => (source.type === 'class' ? indices.get(source.name) : undefined),
    };
  },
  classesOf: (source) => (source.type === 'class' ? [source.name] : []),
  textOf: (source) => (source.type === 'class' ? source.name : ''),
  encode: (target) => (typeof target === 'number' ? bytesOf(Int32Array.of(target)) : null),
  flawOf(labels, { classNames }) {
    const classes = namesIn(classNames, 'en').length;
    for (let at = 0; at < labels.length; at += 1) {
      const label = labels[at] ?? 0;
      if (label < 0 || label >= classes) return `it has labels beyond the ${classes} classes`;
    }
    return null;
  },
} as const satisfies LabelKind<ClassLabels>;
