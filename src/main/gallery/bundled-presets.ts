import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PresetSummary } from '../../contract/contract';

/** What the build writes beside main's code: the gallery's networks as `readPresets` reads them, checked and in order. */
export const BUNDLED_PRESETS = 'presets.json';

let presets: Promise<readonly PresetSummary[]> | null = null;

/**
 * The gallery's networks, from `folder`, where main's bundle lies. To check the files of all of them again takes most of a second of processor
 * time, and every start of the app waits for them.
 */
export function bundledPresets(folder: string): Promise<readonly PresetSummary[]> {
  presets ??= readFile(join(folder, BUNDLED_PRESETS), 'utf8').then((text): readonly PresetSummary[] =>
    JSON.parse(text),
  );
  return presets;
}
