import { z } from 'zod';

/** File names inside the data set's folder; never a path that leads out of it. */
const fileSchema = z.object({
  file: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const splitSchema = z.object({
  count: z.number().int().positive(),
  images: fileSchema,
  labels: fileSchema,
});

const classNamesSchema = z.array(z.string().min(1)).min(2).max(100_000);

/** `dataset.json` in a data set's folder: what is there, and how to know that it is whole. */
export const datasetDescriptionSchema = z.object({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  licence: z.string(),
  format: z.literal('idx'),
  /** `[height, width, channels]` */
  imageShape: z.tuple([
    z.number().int().positive(),
    z.number().int().positive(),
    z.number().int().positive(),
  ]),
  classNames: z.object({ en: classNamesSchema, 'zh-Hant': classNamesSchema }),
  splits: z.object({ train: splitSchema, test: splitSchema }),
});

export type DatasetDescription = z.infer<typeof datasetDescriptionSchema>;
export type SplitDescription = z.infer<typeof splitSchema>;
