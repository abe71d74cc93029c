import type { TrainingSettings } from '../../../../document/document';

/** The settings of a training as constants of an exported `train.py`. */
export function constantsSource({
  epochs,
  batchSize,
  optimizer,
  seed,
  validationShare,
  classWeights,
  weightAverage,
}: TrainingSettings): string {
  return [
    `EPOCHS = ${epochs}`,
    `BATCH_SIZE = ${batchSize}`,
    `LEARNING_RATE = ${optimizer.learningRate}`,
    `CLIP_NORM = ${optimizer.clipNorm ?? 'None'}`,
    `SEED = ${seed}`,
    `VALIDATION_SHARE = ${validationShare ?? 0}`,
    `BALANCED_CLASSES = ${classWeights === 'balanced' ? 'True' : 'False'}`,
    ...(weightAverage === undefined ? [] : [`EMA_DECAY = ${weightAverage}`]),
    '',
  ].join('\n');
}
