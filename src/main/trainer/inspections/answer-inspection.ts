import type { Inspection, InspectionAnswer, Reply } from '../../../contract/contract';
import { failed, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import type { RunControl, RunMoment } from '../prepare/run-control';
import { asFailure } from '../protocol/trainer-failure';
import { inspect } from './registry';

/** A turn lasts at least so long, if there is work for it: the shortest steps take a few milliseconds. */
const SHORTEST_TURN_MILLISECONDS = 100;

/**
 * Answers a question to a network, in turns between its training steps. A turn may take as long as the training took since the turn
 * before: a long answer never holds the training up by more than half, and never waits for long on a network of slow steps.
 */
export function answerInspection(
  control: RunControl,
  inspection: Inspection,
  reply: (reply: Reply<InspectionAnswer>) => void,
  now: () => number = () => performance.now(),
): void {
  let work: ReturnType<typeof inspect> | null = null;
  let idleSince = now();
  const turn = async (moment: RunMoment | null): Promise<void> => {
    if (moment === null) {
      work?.close?.();
      return reply(failed(failure('run-unknown')));
    }
    const begun = now();
    const end = begun + Math.max(SHORTEST_TURN_MILLISECONDS, begun - idleSince);
    try {
      work ??= inspect(moment, inspection);
      do {
        const { done, value } = await work.next(moment);
        if (done === true) return reply(success(value));
        // Lets messages in: a stop or a pause ends the turn.
        await new Promise((resolve) => setImmediate(resolve));
      } while (now() < end && !control.isStopRequested);
    } catch (error) {
      return reply(failed(asFailure(error)));
    }
    idleSince = now();
    control.ask(turn);
  };
  control.ask(turn);
}
