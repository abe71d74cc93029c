import type { Failure } from '../../contract/contract';
import { failure } from '../../contract/failures';
import { isSystemCode, systemErrorCode } from '../files/file-system';
import { damaged, type FoundDataset } from './dataset-catalog';

/** Why a file of a data set is not taken; becomes a failure at the edge of this folder. */
export class DamagedFile extends Error {
  constructor(
    readonly file: string,
    readonly reason: string,
  ) {
    super(`${file}: ${reason}`);
  }
}

/** What went wrong while a data set was read, as a failure. What is no error of the data or the system is a bug, and thrown on. */
export function readingFailure({ description, isShipped }: FoundDataset, error: unknown): Failure {
  const { id, name } = description;
  if (error instanceof DamagedFile) return damaged({ id, isShipped }, error.file, error.reason);
  const code = systemErrorCode(error);
  if (code === '') throw error;
  if (code === 'ENOENT') return failure('dataset-missing', { id, name }, { detail: code });
  const detail = String(error);
  if (isSystemCode(code)) return failure('dataset-unreadable', { id, reason: code }, { detail });
  return { ...damaged({ id, isShipped }, '', code), detail };
}
