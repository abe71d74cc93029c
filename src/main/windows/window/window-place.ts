import { readFileSync } from 'node:fs';
import { writeFileAtomically } from '../../files/atomic-write';
import { systemErrorCode } from '../../files/file-system';
import type { Log } from '../../log/log';
import { type WindowPlace, windowPlaceSchema } from './window-bounds';

/** Where the window was when it was last closed; null the first time, or when that cannot be read. */
export function readWindowPlace(path: string, log: Log): WindowPlace | null {
  try {
    return windowPlaceSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') log.warning('window place not readable', error);
    return null;
  }
}

export async function writeWindowPlace(path: string, place: WindowPlace, log: Log): Promise<void> {
  try {
    await writeFileAtomically(path, `${JSON.stringify(place)}\n`);
  } catch (error) {
    log.warning('window place not written', error);
  }
}
