import { basename } from 'node:path';
import type { Failure } from '../../contract/contract';
import { type FailureCode, failure } from '../../contract/failures';
import { systemErrorCode } from './file-system';

const readFailures: Readonly<Record<string, FailureCode>> = {
  ENOENT: 'file-missing',
  EACCES: 'permission-denied',
  EPERM: 'permission-denied',
};

const writeFailures: Readonly<Record<string, FailureCode>> = {
  ENOENT: 'folder-missing',
  ENOTDIR: 'folder-missing',
  EACCES: 'permission-denied',
  EPERM: 'permission-denied',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ENAMETOOLONG: 'name-too-long',
};

/** A system error of reading `path` in the words of the contract. Errors that are not the system's are bugs and thrown on. */
export function readFailure(path: string, error: unknown): Failure {
  return fileFailure(readFailures, 'file-unreadable', path, error);
}

/** The same for writing. */
export function writeFailure(path: string, error: unknown): Failure {
  return fileFailure(writeFailures, 'file-unwritable', path, error);
}

function fileFailure(
  codes: Readonly<Record<string, FailureCode>>,
  otherwise: FailureCode,
  path: string,
  error: unknown,
): Failure {
  const systemCode = systemErrorCode(error);
  if (systemCode === '') throw error;
  return failure(
    codes[systemCode] ?? otherwise,
    { name: basename(path), reason: systemCode },
    { detail: systemCode },
  );
}
