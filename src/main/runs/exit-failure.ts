import type { Failure } from '../../contract/contract';
import { failure } from '../../contract/failures';
import type { ManagedTrainer } from './managed-trainer';

/** Why a trainer ended that was not to end. */
export function exitFailure(trainer: ManagedTrainer, reason: string, stderrTail: string): Failure {
  const detail = stderrTail.trim().slice(-2_000);
  if (!trainer.hasStarted) return failure('trainer-not-started', { reason }, { detail });
  const { perStepBatch } = trainer;
  if (trainer.wasKilledForMemory && perStepBatch !== null) {
    const batchSize = Math.max(1, Math.floor(perStepBatch / 2));
    return failure('trainer-out-of-memory', { tried: perStepBatch, batchSize }, { detail });
  }
  return failure('trainer-died', { reason }, { detail });
}
