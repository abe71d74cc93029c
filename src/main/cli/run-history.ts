import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SavedCurves } from '../../contract/contract';
import { RECORD_FILE } from '../runs/record-file';
import { readCurves } from '../runs/run-curves';
import { EVENTS_FILE } from '../runs/run-files';
import { MARKER_FILE } from '../trainer/run-folder/folder-contents';

const startedAt = z.union([z.number(), z.iso.datetime()]);
/** The app's record has it in the run's line of the list, the marker of `train --out` at the top. */
const startSchema = z.union([
  z.object({ summary: z.object({ startedAt }) }).transform(({ summary }) => summary),
  z.object({ startedAt }),
]);

/** The curves that the app has kept of a run; null in a folder of `train --out`, whose checkpoints have them. */
export async function curvesIn(folder: string): Promise<SavedCurves | null> {
  const file = join(folder, EVENTS_FILE);
  return existsSync(file) ? readCurves(file) : null;
}

/** When a run began, in milliseconds since 1970; null where its folder does not say. */
export function startOf(folder: string): number | null {
  for (const name of [RECORD_FILE, MARKER_FILE]) {
    const known = startSchema.safeParse(readJson(join(folder, name)));
    if (known.success) return new Date(known.data.startedAt).getTime();
  }
  return null;
}

/** Null where there is no such file, or it is damaged: the run's curves do not depend on it. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
