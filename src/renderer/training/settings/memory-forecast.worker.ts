import { isInParts } from '../../../graph-runtime/settings/per-step-batch';
import '../../zod-without-eval';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { forecastTrainingMemory, largestBatchThatFits } from '../../../graph-runtime/memory/memory-forecast';
import type { ForecastAnswer, ForecastQuestion } from './memory-forecast-thread';

/** What was asked about last: most questions concern the same network with another setting. */
let previous: NetworkAnalysis | undefined;

/** A forecast compiles the training step: a fifth of a second for the largest networks, so not on the interface's thread. */
self.onmessage = ({ data }: MessageEvent<ForecastQuestion>) => {
  const { id, document, availableBytes } = data;
  const analysis = analyze(document, previous);
  previous = analysis;
  const { training } = document;
  const isDivided = isInParts(training);
  const answer: ForecastAnswer = {
    id,
    forecast: analysis.isTrainable
      ? {
          bytes: forecastTrainingMemory(analysis, training).bytes,
          availableBytes,
          isInParts: isDivided,
          largestBatch: largestBatchThatFits(analysis, availableBytes, { ...training, isInParts: isDivided }),
        }
      : null,
  };
  self.postMessage(answer);
};
