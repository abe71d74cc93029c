import { describe, expect, it } from 'vitest';
import { settingsPartOf } from './setting-problems';

describe('settingsPartOf', () => {
  it.each([
    ['batchSize', null],
    ['optimizer.learningRate', null],
    ['dataset', null],
    ['initializer', null],
    ['optimizer.beta1', 'learning-rate'],
    ['schedule.warmupEpochs', 'learning-rate'],
    ['augmentation.0.padding', 'data'],
    ['normalization.mean', 'data'],
    ['validationShare', 'data'],
    ['microBatchSize', 'device'],
    ['earlyStopping.minimumDelta', 'end'],
  ])('finds %s in part %s', (setting, part) => {
    expect(settingsPartOf(setting)).toBe(part);
  });
});
