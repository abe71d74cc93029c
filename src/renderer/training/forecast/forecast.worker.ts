import { isInParts } from '../../../graph-runtime/settings/per-step-batch';
import '../../zod-without-eval';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { MachineSpeed } from '../../../graph-runtime/estimate/measured-speed';
import { LONG_SECONDS, shorterRuns } from '../../../graph-runtime/estimate/shorter-runs';
import { estimateTrainingTime, type TrainingData } from '../../../graph-runtime/estimate/training-time';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { forecastTrainingMemory, largestBatchThatFits } from '../../../graph-runtime/memory/memory-forecast';
import type {
  ForecastAnswer,
  ForecastQuestion,
  MemoryForecast,
  NetworkTime,
  Numbered,
  TimeForecast,
  TimeQuestion,
} from './forecast-thread';

/** What was asked about last: most questions concern the same network with another setting. */
let previous: NetworkAnalysis | undefined;

/** A forecast compiles the training step: a fifth of a second for the largest networks, so not on the interface's thread. */
self.onmessage = ({ data }: MessageEvent<Numbered<ForecastQuestion>>) => {
  const answer: Numbered<ForecastAnswer> = { id: data.id, ...answerTo(data) };
  self.postMessage(answer);
};

function answerTo(asked: ForecastQuestion): ForecastAnswer {
  switch (asked.kind) {
    case 'memory':
      return { kind: 'memory', answer: memoryOf(asked.question.document, asked.question.availableBytes) };
    case 'time':
      return { kind: 'time', answer: timeOf(asked.question) };
    case 'times': {
      const { documents, data, machine } = asked.question;
      return {
        kind: 'times',
        answer: documents.map((document) => estimate(analyze(document), data, machine)),
      };
    }
  }
}

function analysisOf(document: NetloomDocument): NetworkAnalysis {
  previous = analyze(document, previous);
  return previous;
}

function memoryOf(document: NetloomDocument, availableBytes: number): MemoryForecast | null {
  const analysis = analysisOf(document);
  const { training } = document;
  if (!analysis.isTrainable) return null;
  const parts = { isInParts: isInParts(training) };
  return {
    bytes: forecastTrainingMemory(analysis, training).bytes,
    availableBytes,
    ...parts,
    largestBatch: largestBatchThatFits(analysis, availableBytes, { ...training, ...parts }),
  };
}

function timeOf({ document, data, machine }: TimeQuestion): TimeForecast | null {
  const analysis = analysisOf(document);
  const time = estimate(analysis, data, machine);
  if (time === null) return null;
  return { ...time, shorter: time.seconds > LONG_SECONDS ? shorterRuns(analysis, data, machine) : [] };
}

function estimate(analysis: NetworkAnalysis, data: TrainingData, machine: MachineSpeed): NetworkTime | null {
  if (!analysis.isTrainable) return null;
  const { trainableParameters } = analysis.cost;
  return {
    ...estimateTrainingTime(analysis, analysis.document.training, data, machine),
    trainableParameters,
  };
}
