import type { Inspection, InspectionAnswers, Reply } from '../../../contract/contract';
import { success } from '../../../contract/failure';
import { request } from '../bridge/bridge';
import { inspectInitial, isInitial } from './initial-network';

/**
 * Asks the network of a run: the one in training between two of its steps, or else the run's checkpoint; or the open network with its initial
 * weights (`initial-network.ts`). The answer's type follows from the question's.
 */
export async function inspectRun<Q extends Inspection>(
  runId: string,
  inspection: Q,
): Promise<Reply<InspectionAnswers[Q['type']]>> {
  if (isInitial(runId)) return inspectInitial(runId, inspection);
  const reply = await request('run:inspect', { runId, inspection });
  if (!reply.ok) return reply;
  // The trainer answers each kind of question with that kind of answer (`InspectionAnswers`); the channel carries them all.
  return success(reply.value as InspectionAnswers[Q['type']]);
}
