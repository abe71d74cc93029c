import type { LayerTimes, Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { exitFailure } from './exit-failure';
import { ManagedTrainer } from './managed-trainer';
import type { StartTrainer } from './trainer-process';

/** A measurement under way. */
export interface LayerTiming {
  readonly times: Promise<Reply<LayerTimes>>;
  /** Gives it up: it fails with `run-unknown`. */
  readonly stop: () => void;
  /** Resolves when its process is gone, soon after the answer. */
  readonly ended: Promise<void>;
}

/** Takes the time of every layer of a network with fresh weights, in its own process that ends with it. */
export function timeLayers(
  startTrainer: StartTrainer,
  document: NetloomDocument,
  startMilliseconds: number,
): LayerTiming {
  let settle: (reply: Reply<LayerTimes>) => void = () => undefined;
  const times = new Promise<Reply<LayerTimes>>((resolve) => {
    settle = resolve;
  });
  const session: ManagedTrainer = new ManagedTrainer(startTrainer, {
    startMilliseconds,
    hasPriority: false,
    onMessage: (message) => {
      if (message.type === 'command-failed') settle(failed(message.failure));
      if (message.type === 'opened')
        session.send({ type: 'inspect', id: 0, inspection: { type: 'layer-times' } });
      if (message.type !== 'inspected') return;
      const { reply } = message;
      if (!reply.ok) settle(reply);
      else if ('layers' in reply.value) settle(success(reply.value));
    },
    onExit: (reason, stderrTail) => settle(failed(exitFailure(session, reason, stderrTail))),
  });
  session.run({ type: 'open', document, weights: { type: 'initial' } });
  return {
    times,
    stop: () => settle(failed(failure('run-unknown'))),
    ended: times.then(() => session.end(5_000)),
  };
}
