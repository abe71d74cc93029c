import type { Failure } from '../../contract/contract';

/** A package cannot be read or written: why, for its user. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(failure.code);
    const detail = cause instanceof Error ? cause.message : undefined;
    this.failure = { ...failure, ...(detail !== undefined && { detail }) };
  }
}
