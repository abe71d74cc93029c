import { describe, expect, it } from 'vitest';
import {
  type OptimizerSettings,
  optimizerSchema,
  scheduleSchema,
  trainingSettingsSchema,
} from '../../../graph-runtime/document/document';
import {
  changeOptimizer,
  changeSchedule,
  chooseOptimizer,
  chooseSchedule,
  countChanges,
  OPTIMIZER_FIELDS,
  readSetting,
  relativeStep,
  SCHEDULE_FIELDS,
} from './setting-fields';

const original = trainingSettingsSchema.parse({ optimizer: { type: 'sgd', learningRate: 0.9 } });

describe('the form and the schema', () => {
  it.each(optimizerSchema.options.map((option) => option.shape.type.value))('ask %s the same', (type) => {
    const settings = optimizerSchema.parse({ type, learningRate: 0.1 });
    const keys = Object.keys(settings).filter((key) => key !== 'type');
    expect(OPTIMIZER_FIELDS[type].map((field) => field.key).sort()).toEqual(keys.sort());
  });

  it.each(scheduleSchema.options.map((option) => option.shape.type.value))('ask %s the same', (type) => {
    const settings = chooseSchedule(type, { type: 'constant', warmupEpochs: 1 }, { epochs: 10 });
    const keys = Object.keys(settings).filter((key) => key !== 'type');
    expect(SCHEDULE_FIELDS[type].map((field) => field.key).sort()).toEqual(keys.sort());
  });
});

describe('choosing an optimiser or a schedule', () => {
  it('starts with values that usually train', () => {
    expect(chooseOptimizer('adam', original.optimizer)).toMatchObject({ learningRate: 0.001, beta2: 0.999 });
    expect(chooseSchedule('step', original.schedule, { epochs: 10 })).toMatchObject({
      everyEpochs: 4,
      factor: 0.1,
    });
  });

  it('gives the original back', () => {
    expect(chooseOptimizer('sgd', original.optimizer)).toBe(original.optimizer);
    expect(chooseSchedule('constant', original.schedule, original)).toBe(original.schedule);
  });
});

describe('changing one setting', () => {
  it('changes just that', () => {
    expect(changeOptimizer(original.optimizer, 'learningRate', 0.5)).toEqual({
      ...original.optimizer,
      learningRate: 0.5,
    });
    expect(changeOptimizer(original.optimizer, 'clipNorm', 1)).toMatchObject({ clipNorm: 1 });
    expect(changeSchedule(original.schedule, 'warmupEpochs', 2)).toMatchObject({ warmupEpochs: 2 });
  });

  it('takes no value the schema refuses', () => {
    expect(changeOptimizer(original.optimizer, 'learningRate', 0)).toBeNull();
    expect(changeOptimizer(original.optimizer, 'weightDecay', -1)).toBeNull();
    expect(
      changeSchedule({ type: 'step', everyEpochs: 2, factor: 0.5, warmupEpochs: 0 }, 'factor', 2),
    ).toBeNull();
  });

  it('reads what a type has, and nothing else', () => {
    const adam: OptimizerSettings = chooseOptimizer('adam', original.optimizer);
    expect(readSetting(adam, 'beta1')).toBe(0.9);
    expect(readSetting(adam, 'clipNorm')).toBeNull();
    expect(readSetting(adam, 'rho')).toBeUndefined();
  });
});

describe('what differs from the original', () => {
  it('is counted setting by setting', () => {
    expect(countChanges(original, original)).toBe(0);
    expect(countChanges({ ...original, epochs: 3, seed: 7 }, original)).toBe(2);
    expect(
      countChanges({ ...original, optimizer: { ...original.optimizer, learningRate: 0.5 } }, original),
    ).toBe(1);
    expect(
      countChanges({ ...original, optimizer: chooseOptimizer('adam', original.optimizer) }, original),
    ).toBe(1);
  });
});

describe('relativeStep', () => {
  it.each([
    [0.9, 0.01],
    [0.05, 0.001],
    [1, 0.1],
    [1e-8, 1e-9],
    [0, 0.01],
  ])('of %f is %f', (value, step) => {
    expect(relativeStep(value)).toBeCloseTo(step, 12);
  });
});
