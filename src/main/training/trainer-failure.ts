import { LOSS_NOT_FINITE } from '../../graph-runtime/compile/train-step';
import type { Failure } from '../../preload/contract';
import { failure } from '../../preload/failures';

/** A failure on its way out of a run; the trainer's edge turns it into a message. */
export class RunFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/** Whether the engine refused a step because its loss is infinite or not a number. */
export function isLossNotFinite(error: unknown): boolean {
  return error instanceof Error && error.message.includes(LOSS_NOT_FINITE);
}

/** What went wrong, as a value. Errors that are nobody's mistake but the program's own become `internal-error` with detail. */
export function asFailure(error: unknown): Failure {
  if (error instanceof RunFailure) return error.failure;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (isOutOfMemory(detail)) return failure('out-of-memory', {}, { detail });
  return failure('internal-error', {}, { detail });
}

/** TensorFlow's wording, and C++'s where it has none. */
function isOutOfMemory(detail: string): boolean {
  return /OOM when allocating|RESOURCE_EXHAUSTED|failed to allocate memory|std::bad_alloc/i.test(detail);
}
