import type { DiagnosticText } from '../text/diagnostic-text';
import type { Language } from '../text/text';
import type { TrainingCheck } from './check';
import { augmentationOfATable } from './checks/augmentation-of-a-table';
import { augmentationWithoutEffect } from './checks/augmentation-without-effect';
import { averageOfTheBeginning } from './checks/average-of-the-beginning';
import { averagesThatNeverMove } from './checks/averages-that-never-move';
import { batchLargerThanData } from './checks/batch-larger-than-data';
import { brightnessWashesOut } from './checks/brightness-washes-out';
import { channelsDoNotMatch } from './checks/channels-do-not-match';
import { cutMixWithoutImages } from './checks/cut-mix-without-images';
import { mixedWithoutClasses } from './checks/mixed-without-classes';
import { classWeightsWithoutEffect } from './checks/class-weights-without-effect';
import { colorShiftTooStrong } from './checks/color-shift-too-strong';
import { comparedWithoutClasses } from './checks/compared-without-classes';
import { cropTooFar } from './checks/crop-too-far';
import { decayOutweighsLearning } from './checks/decay-outweighs-learning';
import { droppedScores } from './checks/dropped-scores';
import { dropsNearlyAll } from './checks/drops-nearly-all';
import { embeddingOfFractions } from './checks/embedding-of-fractions';
import { erasingAreasSwapped } from './checks/erasing-areas-swapped';
import { erasingLeavesNothing } from './checks/erasing-leaves-nothing';
import { flipAlways } from './checks/flip-always';
import { gradientAverageSlower } from './checks/gradient-average-slower';
import { hardlyAnyUpdate } from './checks/hardly-any-update';
import { imagesTooSmallToCrop } from './checks/images-too-small-to-crop';
import { improvementOutOfReach } from './checks/improvement-out-of-reach';
import { inputSizeDoesNotMatch } from './checks/input-size-does-not-match';
import { kernelsAllEqual } from './checks/kernels-all-equal';
import { labelNotFound } from './checks/label-not-found';
import { labelsMissing } from './checks/labels-missing';
import { labelsSmoothedAway } from './checks/labels-smoothed-away';
import { lastBatchOfOne } from './checks/last-batch-of-one';
import { lossDoesNotFit } from './checks/loss-does-not-fit';
import { microBatchWithoutEffect } from './checks/micro-batch-without-effect';
import { undividableBatch } from './checks/undividable-batch';
import { minimumAboveRate } from './checks/minimum-above-rate';
import { momentumWithoutFriction } from './checks/momentum-without-friction';
import { moreScoresThanClasses } from './checks/more-scores-than-classes';
import { normalizationBlowsUp } from './checks/normalization-blows-up';
import { normalizationChannels } from './checks/normalization-channels';
import { normalizationInBytes } from './checks/normalization-in-bytes';
import { normalizesOneValue } from './checks/normalizes-one-value';
import { numbersDoNotMatch } from './checks/numbers-do-not-match';
import { numbersMissing } from './checks/numbers-missing';
import { outputOfImage, outputOfPixel, outputOfPositions } from './checks/output-of-image';
import { outputShapeDoesNotMatch } from './checks/output-shape-does-not-match';
import { outputWithoutLoss } from './checks/output-without-loss';
import { outsideFloat32 } from './checks/outside-float32';
import { scaledToNothing } from './checks/scaled-to-nothing';
import { scheduleEndsAtOnce } from './checks/schedule-ends-at-once';
import { scheduleWithoutEffect } from './checks/schedule-without-effect';
import { scoresLimited } from './checks/scores-limited';
import { scoresWithoutGradient } from './checks/scores-without-gradient';
import { secondImageChannels } from './checks/second-image-channels';
import { secondImageMissing } from './checks/second-image-missing';
import { smallNormalizedParts } from './checks/small-normalized-parts';
import { squaresNotAveraged } from './checks/squares-not-averaged';
import { statisticsOfTheBeginning } from './checks/statistics-of-the-beginning';
import { stoppingWithoutEffect } from './checks/stopping-without-effect';
import { synchronizationWithoutEffect } from './checks/synchronization-without-effect';
import { synchronizedMicroBatches } from './checks/synchronized-micro-batches';
import { tooFewClasses } from './checks/too-few-classes';
import { tooFewScores } from './checks/too-few-scores';
import { tooFewToValidate } from './checks/too-few-to-validate';
import { valuesDoNotMatch } from './checks/values-do-not-match';
import { warmUpTooLong } from './checks/warm-up-too-long';
import { missingDatasetText } from './missing-dataset';

/** All that is checked before training. Errors come before warnings, the data before the network, the network before the settings. */
export const trainingChecks: readonly TrainingCheck[] = [
  labelNotFound,
  labelsMissing,
  comparedWithoutClasses,
  lossDoesNotFit,
  numbersDoNotMatch,
  numbersMissing,
  secondImageMissing,
  secondImageChannels,
  outputOfImage,
  outputOfPositions,
  outputOfPixel,
  outputShapeDoesNotMatch,
  tooFewClasses,
  tooFewScores,
  valuesDoNotMatch,
  channelsDoNotMatch,
  inputSizeDoesNotMatch,
  imagesTooSmallToCrop,
  normalizationChannels,
  augmentationOfATable,
  mixedWithoutClasses,
  cutMixWithoutImages,
  outsideFloat32,
  averagesThatNeverMove,
  moreScoresThanClasses,
  scoresLimited,
  scoresWithoutGradient,
  droppedScores,
  normalizesOneValue,
  lastBatchOfOne,
  smallNormalizedParts,
  synchronizedMicroBatches,
  synchronizationWithoutEffect,
  statisticsOfTheBeginning,
  averageOfTheBeginning,
  embeddingOfFractions,
  dropsNearlyAll,
  labelsSmoothedAway,
  outputWithoutLoss,
  scaledToNothing,
  kernelsAllEqual,
  momentumWithoutFriction,
  squaresNotAveraged,
  gradientAverageSlower,
  decayOutweighsLearning,
  hardlyAnyUpdate,
  warmUpTooLong,
  scheduleEndsAtOnce,
  scheduleWithoutEffect,
  minimumAboveRate,
  batchLargerThanData,
  microBatchWithoutEffect,
  undividableBatch,
  tooFewToValidate,
  classWeightsWithoutEffect,
  improvementOutOfReach,
  stoppingWithoutEffect,
  cropTooFar,
  flipAlways,
  brightnessWashesOut,
  colorShiftTooStrong,
  erasingAreasSwapped,
  erasingLeavesNothing,
  augmentationWithoutEffect,
  normalizationInBytes,
  normalizationBlowsUp,
];

const texts = new Map<string, Pick<TrainingCheck, 'what' | 'advice'>>([
  ...trainingChecks.map((check) => [check.code, check] as const),
  ['data-not-here', missingDatasetText],
]);

/** Whether a diagnostic comes from a training check. */
export function isTrainingCheck(code: string): boolean {
  return texts.has(code);
}

/** The words of the check that reports a code; undefined where none does. */
export function trainingCheckText(code: string, language: Language): DiagnosticText | undefined {
  const text = texts.get(code);
  return text === undefined ? undefined : { what: text.what[language], advice: text.advice[language] };
}
