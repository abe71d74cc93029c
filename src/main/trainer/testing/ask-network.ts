import type { Inspection, InspectionAnswers, Reply } from '../../../contract/contract';
import { answerInspection } from '../inspections/answer-inspection';
import { openNetwork } from '../jobs/open-network';
import { RunControl } from '../prepare/run-control';
import type { OpenedWeights } from '../protocol/protocol';
import { DATASETS, smallNetwork } from './run-training';

export type Ask = <T extends Inspection['type']>(
  question: Extract<Inspection, { type: T }>,
) => Promise<Reply<InspectionAnswers[T]>>;

/** Asks one network. `now`: the clock that decides how long a turn is. */
export const askerOf =
  (control: RunControl, now?: () => number): Ask =>
  (question) =>
    new Promise((resolve) => {
      // The answer is of the question's type.
      answerInspection(control, question, (reply) => resolve(reply as never), now);
    });

/** A network in the engine, by default with its first weights; 300 training and 50 test examples. */
export async function withNetwork(
  work: (ask: Ask) => Promise<void>,
  document = smallNetwork(),
  datasets = DATASETS,
  weights: OpenedWeights = { type: 'initial' },
): Promise<void> {
  const control = new RunControl();
  const opened = openNetwork({
    command: { type: 'open', document, weights, limit: 300 },
    datasets,
    send: () => undefined,
    control,
  });
  try {
    // A network that cannot be opened fails here instead of keeping the questions waiting.
    await Promise.race([work(askerOf(control)), opened]);
  } finally {
    control.stop();
    await opened;
  }
}

/** What was answered; throws the code of a failure. */
export function answered<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
}
