import { z } from 'zod';
import { LANGUAGES, type Language } from '../graph-runtime/text/text';

/** What the user chose; `system` follows the operating system. */
export const settingsSchema = z.object({
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  contrast: z.enum(['system', 'normal', 'high']),
  motion: z.enum(['system', 'full', 'reduced']),
  /** Size of the window's text; 1 is the normal one. */
  textScale: z.number().min(0.8).max(2),
  /** The tour of the first start was taken, or declined. */
  isTourDone: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  contrast: 'system',
  motion: 'system',
  textScale: 1,
  isTourDone: false,
};

export interface SettingsReply extends Settings {
  /** The language to show when `language` is `system`. */
  readonly systemLanguage: Language;
}
