import { tmpdir } from 'node:os';
import { failure } from '../../../contract/failures';
import { isSystemCode, systemErrorCode } from '../../files/file-system';
import { RunFailure } from '../protocol/trainer-failure';

/** Does what writes to the folder for temporary files; where that is full, read-only or missing, the failure names it. */
export async function inTemporaryFolder<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const reason = systemErrorCode(error);
    if (!isSystemCode(reason)) throw error;
    throw new RunFailure(
      failure('temporary-folder-unusable', { folder: tmpdir(), reason }, { detail: String(error) }),
    );
  }
}
