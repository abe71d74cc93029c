import { z } from 'zod';
import type { LabelKind } from './label-kind';

/** How many times as high and wide as its example a target image may be: more is no refinement of what is there. */
export const LARGEST_SCALE = 16;

const schema = z.object({
  kind: z.literal('image'),
  /** 1: gray; 3: RGB. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /** How many times as high and wide as its example. */
  scale: z.number().int().min(1).max(LARGEST_SCALE),
});
type TargetImages = z.infer<typeof schema>;

/** A second image for each image, which the network is to make of the first: uint8 `[count, scale * height, scale * width, channels]`. */
export const targetImage = {
  id: 'image',
  schema,
  size: ({ channels }) => channels,
  words: (size) => ({ en: `second images of ${size} channels`, 'zh-Hant': `${size} 個通道的第二張影像` }),
  storage: ({ scale, channels }, [height = 1, width = 1]) => ({
    dtype: 'uint8',
    shape: [scale * height, scale * width, channels],
  }),
  isImage: true,
  encode: (target) => (target instanceof Uint8Array ? target : null),
} as const satisfies LabelKind<TargetImages>;
