import type { LayerTimes } from '../../contract/contract';
import { success } from '../../contract/failure';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { type SingleJob, startSingleJob } from './single-job';
import type { StartTrainer } from './trainer-process';

/** Takes the time of every layer of a network with fresh weights, in its own process that ends with it. */
export function timeLayers(
  startTrainer: StartTrainer,
  document: NetloomDocument,
  startMilliseconds: number,
): SingleJob<LayerTimes> {
  return startSingleJob<LayerTimes>({
    ...{ startTrainer, startMilliseconds },
    command: { type: 'open', document, weights: { type: 'initial' } },
    answerIn: (message, send) => {
      if (message.type === 'opened') send({ type: 'inspect', id: 0, inspection: { type: 'layer-times' } });
      if (message.type !== 'inspected') return null;
      const { reply } = message;
      if (!reply.ok) return reply;
      return 'layers' in reply.value ? success(reply.value) : null;
    },
  });
}
