import { z } from 'zod';
import { classNamesSchema, namesIn } from '../class-names';
import type { LabelKind } from './label-kind';

const schema = z.object({
  kind: z.literal('mask'),
  classNames: classNamesSchema,
  /** Pixels of this class do not count. */
  ignore: z.number().int().min(0).max(255).optional(),
});
type ClassMasks = z.infer<typeof schema>;

/** A class for each pixel: uint8 `[count, height, width]`. */
export const classMask = {
  id: 'mask',
  schema,
  size: ({ classNames }) => namesIn(classNames, 'en').length,
  words: (size) => ({ en: `masks of ${size} classes`, 'zh-Hant': `${size} 個類別的遮罩` }),
  storage: (_target, [height = 1, width = 1]) => ({ dtype: 'uint8', shape: [height, width] }),
  isImage: true,
  encode: (target) => (target instanceof Uint8Array ? target : null),
  flawOf(labels, { classNames, ignore }) {
    const classes = namesIn(classNames, 'en').length;
    for (let at = 0; at < labels.length; at += 1) {
      const label = labels[at] ?? 0;
      if (label >= classes && label !== ignore) return `it has labels beyond the ${classes} classes`;
    }
    return null;
  },
} as const satisfies LabelKind<ClassMasks>;
