import type { RunMoment } from '../prepare/run-control';
import { activations } from './activations';
import { augmented } from './augmented';
import { classActivation } from './class-activation';
import { evaluation } from './evaluation';
import { histograms } from './histograms';
import { inputDistribution } from './input-distribution';
import type { InspectionType, InspectionHandler, QuestionOf, Work } from './inspection-handler';
import { layerTimes } from './layer-times';
import { prediction } from './prediction';
import { predictions } from './predictions';
import { receptiveFieldOfNode } from './receptive-field';
import { retrieval } from './retrieval/retrieval';
import { weight } from './weight';
import { windowStep } from './window-step';

const handlers: { readonly [T in InspectionType]: InspectionHandler<T> } = {
  activations,
  augmented,
  'class-activation': classActivation,
  evaluation,
  histograms,
  'input-distribution': inputDistribution,
  'layer-times': layerTimes,
  prediction,
  predictions,
  'receptive-field': receptiveFieldOfNode,
  retrieval,
  weight,
  'window-step': windowStep,
};

/** Begins to answer a question about the network with its current weights. */
export function inspect<T extends InspectionType>(moment: RunMoment, question: QuestionOf<T>): Work<T> {
  const handler: InspectionHandler<T> = handlers[question.type];
  return handler(moment, question);
}
