import { stat } from 'node:fs/promises';
import { systemErrorCode } from './file-system';

/** Whether there is a file or folder at a path. @throws the system's error where it cannot be told */
export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
