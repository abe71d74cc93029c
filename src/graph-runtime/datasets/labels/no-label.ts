import { z } from 'zod';
import type { LabelKind } from './label-kind';

const schema = z.object({ kind: z.literal('none') });
type NoLabels = z.infer<typeof schema>;

/** Nothing is known but the examples themselves. */
export const noLabel = {
  id: 'none',
  schema,
  size: () => 0,
  words: () => ({ en: 'none', 'zh-Hant': '無' }),
  storage: () => null,
  plan: () => ({ target: { kind: 'none' }, targetOf: () => null }),
  encode: () => new Uint8Array(),
} as const satisfies LabelKind<NoLabels>;
