import type { Failure, Reply } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { LOSS_NOT_FINITE } from '../../../graph-runtime/compile/backward';

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

/** What went wrong, as a value. Errors that only a bug can cause become `internal-error` with detail. */
export function asFailure(error: unknown): Failure {
  if (error instanceof RunFailure) return error.failure;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (isOutOfMemory(detail)) return failure('out-of-memory', {}, { detail });
  return failure('internal-error', {}, { detail });
}

/**
 * The same of a training: when memory ran out, with a batch that may fit.
 *
 * @param perStepBatch examples of one native call
 */
export function asTrainingFailure(error: unknown, perStepBatch: number): Failure {
  const known = asFailure(error);
  if (known.code !== 'out-of-memory') return known;
  if (perStepBatch === 1) return known;
  const values = { tried: perStepBatch, batchSize: Math.floor(perStepBatch / 2) };
  return { ...failure('batch-out-of-memory', values), ...(known.detail && { detail: known.detail }) };
}

/** TensorFlow's wording, and C++'s where it has none. */
function isOutOfMemory(detail: string): boolean {
  return /OOM when allocating|RESOURCE_EXHAUSTED|failed to allocate memory|std::bad_alloc/i.test(detail);
}

/** The value of a reply, or the failure thrown. */
export function requireValue<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new RunFailure(reply.error);
  return reply.value;
}
