import type { Failure } from '../../contract/contract';
import { failure } from '../../contract/failures';
import type { TrainerSession } from './trainer-session';

/** Why a trainer ended that was not to end. */
export function deathOf(session: TrainerSession, reason: string, lastWords: string): Failure {
  const detail = lastWords.trim().slice(-2_000);
  if (!session.hasStarted) return failure('trainer-not-started', { reason }, { detail });
  const { examplesAtATime } = session;
  if (session.wasKilledForMemory && examplesAtATime !== null) {
    const batchSize = Math.max(1, Math.floor(examplesAtATime / 2));
    return failure('trainer-out-of-memory', { tried: examplesAtATime, batchSize }, { detail });
  }
  return failure('trainer-died', { reason }, { detail });
}
