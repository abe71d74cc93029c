import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../document/document';
import { fieldTreeOf } from '../document/field-tree';
import { readDocument } from '../testing/read-document';
import { nameAt, settingPaths } from '../settings/paths';
import { type TrainingSettings, trainingSettingsSchema } from '../settings/training-settings';
import { changesOnResume } from './resume-rules';

function network(training: object, middle: object[] = []): NetloomDocument {
  const nodes = [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    ...middle,
    { id: 'flatten', type: 'flatten' },
    { id: 'dense', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ] as { id: string }[];
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: nodes[index]?.id, to: id }));
  return readDocument({ format: 'netloom', version: 2, name: 'n', nodes, edges, training });
}

/** The verdicts on what differs between two runs, by setting. */
function verdicts(before: object, now: object, middle: object[] = []) {
  const changes = changesOnResume({ before: network(before).training, now: network(now, middle) });
  return Object.fromEntries(changes.map(({ path, verdict }) => [path, verdict]));
}

const withOptimizer = (optimizer: object) => ({ optimizer: { learningRate: 0.1, ...optimizer } });

describe('the rules for resuming', () => {
  it('know every setting that a document can hold', () => {
    const paths = new Set(
      Object.entries(trainingSettingsSchema.shape).flatMap(([name, schema]) => {
        const tree = fieldTreeOf(schema);
        // Normalization is one setting: its two lists belong together.
        if (name === 'normalization' || tree === null || tree.kind === 'list') return [name];
        const objects = tree.kind === 'choice' ? [...tree.options.values()] : [tree];
        return objects.flatMap((object) =>
          object.kind === 'object' ? Object.keys(object.fields).map((key) => `${name}.${key}`) : [],
        );
      }),
    );
    expect(settingPaths.map(({ path }) => path).sort()).toEqual([...paths].sort());
    for (const path of paths) {
      expect(nameAt(path)?.en, path).toBeTruthy();
      expect(nameAt(path)?.['zh-Hant'], path).toBeTruthy();
    }
  });

  it.each<[string, Partial<TrainingSettings> | object, object]>([
    ['seed', { seed: 1 }, { seed: 2 }],
    ['batchSize', { batchSize: 64 }, { batchSize: 32 }],
    ['trainingShare', {}, { trainingShare: 0.2 }],
    ['validationShare', {}, { validationShare: 0.1 }],
    ['normalization', {}, { normalization: { mean: [0.5], deviation: [0.25] } }],
    ['optimizer.type', withOptimizer({ type: 'sgd' }), withOptimizer({ type: 'adam' })],
    [
      'optimizer.centered',
      withOptimizer({ type: 'rmsprop' }),
      withOptimizer({ type: 'rmsprop', centered: true }),
    ],
    [
      'optimizer.momentum',
      withOptimizer({ type: 'rmsprop' }),
      withOptimizer({ type: 'rmsprop', momentum: 0.9 }),
    ],
    [
      'optimizer.initialAccumulator',
      withOptimizer({ type: 'adagrad' }),
      withOptimizer({ type: 'adagrad', initialAccumulator: 0.1 }),
    ],
  ])('refuse another %s', (path, before, now) => {
    expect(verdicts(before, now)).toMatchObject({ [path]: 'refused' });
    expect(verdicts(before, before)).toEqual({});
  });

  it.each<[string, object, object]>([
    ['epochs', { epochs: 2, schedule: { type: 'cosine' } }, { epochs: 3, schedule: { type: 'cosine' } }],
    ['epochs', { epochs: 9, schedule: { type: 'oneCycle' } }, { epochs: 8, schedule: { type: 'oneCycle' } }],
    ['augmentation', {}, { augmentation: [{ type: 'horizontalFlip' }] }],
    ['precision', { precision: 'mixed' }, {}],
    ['device', {}, { device: 'cpu' }],
    [
      'optimizer.learningRate',
      withOptimizer({ type: 'sgd' }),
      withOptimizer({ type: 'sgd', learningRate: 0.01 }),
    ],
    [
      'optimizer.momentum',
      withOptimizer({ type: 'momentum' }),
      withOptimizer({ type: 'momentum', momentum: 0.5 }),
    ],
    ['schedule.type', {}, { schedule: { type: 'cosine' } }],
    ['earlyStopping.patience', {}, { earlyStopping: { monitor: 'accuracy' } }],
    ['earlyStopping.monitor', {}, { earlyStopping: { monitor: 'loss' } }],
  ])('report another %s', (path, before, now) => {
    expect(verdicts(before, now)).toMatchObject({ [path]: 'reported' });
  });

  it('report micro-batches, but refuse them where a batch is normalized by its own statistics', () => {
    const [whole, parts] = [{ batchSize: 64 }, { batchSize: 64, microBatchSize: 16 }];
    const norm = [{ id: 'norm', type: 'batchNormalization' }];
    expect(verdicts(whole, parts)).toEqual({ microBatchSize: 'reported' });
    expect(verdicts(whole, parts, norm)).toEqual({ microBatchSize: 'refused' });
    // As large as the batch: no parts at all.
    expect(verdicts(whole, { batchSize: 64, microBatchSize: 64 }, norm)).toEqual({});
  });

  it('report another number of replicas where the whole batch is normalized by its statistics', () => {
    const norm = [{ id: 'norm', type: 'batchNormalization' }];
    const synchronized = { batchSize: 64, replicas: 2, batchStatistics: 'synchronized' };
    expect(verdicts(synchronized, { ...synchronized, replicas: 4 }, norm)).toEqual({ replicas: 'reported' });
    expect(verdicts(synchronized, { ...synchronized, replicas: undefined }, norm)).toEqual({
      replicas: 'reported',
    });
    expect(verdicts({ ...synchronized, batchStatistics: 'parts' }, synchronized, norm)).toEqual({
      batchStatistics: 'refused',
    });
  });

  it('say nothing about what only concerns the disk, or is written out as what it is anyway', () => {
    expect(verdicts({ epochs: 2 }, { epochs: 3 })).toEqual({ epochs: 'silent' });
    expect(verdicts({}, { checkpointEpochs: 0.5 })).toEqual({ checkpointEpochs: 'silent' });
    expect(verdicts({}, { precision: 'float32', augmentation: [] })).toEqual({});
  });
});
