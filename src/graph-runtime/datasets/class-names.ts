import { z } from 'zod';
import type { Language } from '../text/text';

const MOST_NAMES = 100_000;

/** Names of classes or of numbers. */
export const namesSchema = z.array(z.string().min(1).max(1_000)).min(1).max(MOST_NAMES);

/** A user's own names are one list; what comes with the app has them in each of its languages. */
export const classNamesSchema = z.union([
  namesSchema,
  z
    .object({ en: namesSchema, 'zh-Hant': namesSchema })
    .refine((names) => names.en.length === names['zh-Hant'].length, 'the languages differ in their number'),
]);

/** Names of classes in the order of their indices. */
export type ClassNames = z.infer<typeof classNamesSchema>;

/** As their user wrote them, or in `language`. */
export function namesIn(names: ClassNames, language: Language): readonly string[] {
  return Array.isArray(names) ? names : names[language];
}
