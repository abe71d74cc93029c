import type { Failure } from '../../contract/contract';
import { type FailureCode, failure } from '../../contract/failures';
import type { EndCause, RemoteEnd } from './agent/protocol';

const CODES: Readonly<Record<EndCause, FailureCode>> = {
  'time-limit': 'slurm-time-limit',
  canceled: 'slurm-canceled',
  'node-failed': 'slurm-node-failed',
  'out-of-memory': 'slurm-out-of-memory',
  failed: 'slurm-job-failed',
};

/** Why a run ended whose trainer did not say so itself, or was made to stop by Slurm; null: it ended as it said. */
export function endFailure(host: string, { exitCode, cause, log }: RemoteEnd): Failure | null {
  const detail = log === '' ? {} : { detail: log };
  if (cause !== undefined) return failure(CODES[cause], { host }, detail);
  return exitCode === null ? failure('remote-process-missing', { host }, detail) : null;
}
