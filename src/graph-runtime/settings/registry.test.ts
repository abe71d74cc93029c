import { describe, expect, it } from 'vitest';
import { chooseKind, settingValueAt, withSettingAt } from './change';
import { changesToOriginal, countChanges, partOf } from './changes';
import { settingLines } from './describe';
import { initialValue, type SettingWords } from './field';
import { initialSettings, type KindDefinition } from './kind';
import { settingPaths } from './paths';
import { type SettingName, settingEntries } from './registry';
import { type TrainingSettings, trainingSettingsSchema } from './training-settings';

const usual = trainingSettingsSchema.parse({});

/** Every optimizer, schedule and augmentation, with the setting it is a kind of. */
const kinds = settingEntries.flatMap(([name, { field }]) =>
  field.kind === 'kind' || field.kind === 'list'
    ? Object.entries(field.kinds).map(([key, kind]) => ({ name, key, kind, schema: field.schema, field }))
    : [],
);

/** Everything with its own words. */
const described: readonly (readonly [string, SettingWords])[] = [
  ...settingEntries.map(([name, { field }]) => [name, field] as const),
  ...kinds.map(({ name, key, kind }) => [`${name} ${key}`, kind] as const),
  ...kinds.flatMap(({ name, key, kind }) =>
    Object.entries(kind.fields).map(([field, words]) => [`${name} ${key} ${field}`, words] as const),
  ),
  ...settingPaths.map(({ path, words }) => [path, words] as const),
];

describe('every setting', () => {
  it.each(described)('%s has a label and a sentence of help in both languages', (_path, { label, help }) => {
    expect(label.en.trim()).not.toBe('');
    expect(label['zh-Hant'].trim()).not.toBe('');
    expect(help.en).toMatch(/^[A-Z].*\.$|^As a share of the image\.$/);
    expect(help['zh-Hant']).toMatch(/[\u4e00-\u9fff].*。$/);
  });

  it('has an initial value within its limits', () => {
    const fields = [
      ...settingPaths.flatMap(({ path, field }) => (field ? [{ path, field }] : [])),
      ...kinds.flatMap(({ key, kind }) =>
        Object.entries(kind.fields).map(([name, field]) => ({ path: `${key}.${name}`, field })),
      ),
    ];
    for (const { path, field } of fields) {
      if (field.kind !== 'number') continue;
      for (const epochs of [1, 2, 10, 90, 100_000]) {
        const value = initialValue(field, { epochs, batchSize: epochs });
        expect(field.schema.safeParse(value).success, `${path} with ${epochs} epochs: ${value}`).toBe(true);
      }
    }
  });

  it('of one path has one label, whichever kind it belongs to', () => {
    const labels = new Map<string, string>();
    for (const { name, kind } of kinds) {
      for (const [key, { label }] of Object.entries(kind.fields)) {
        const path = name === 'augmentation' ? `${kind.type}.${key}` : `${name}.${key}`;
        expect(labels.get(path) ?? label.en, path).toBe(label.en);
        labels.set(path, label.en);
      }
    }
  });
});

describe('every kind', () => {
  it.each(kinds.map((entry) => [entry.key, entry] as const))('%s is found by its type', (key, entry) => {
    expect(entry.kind.type).toBe(key);
  });

  it.each(kinds.map(({ key, kind, field }) => [key, kind, field] as const))(
    '%s starts with settings that a document can hold',
    (_key, kind: KindDefinition, { kind: sort, schema }) => {
      const settings = initialSettings(kind, usual);
      expect(schema.safeParse(sort === 'list' ? [settings] : settings).success).toBe(true);
    },
  );

  it('that is chosen starts with values that usually train', () => {
    const choose = (name: SettingName, type: string) => chooseKind(usual, name, type);
    expect(choose('optimizer', 'adam').optimizer).toMatchObject({ learningRate: 0.001, beta2: 0.999 });
    expect(choose('schedule', 'step').schedule).toMatchObject({ everyEpochs: 4, factor: 0.1 });
    expect(choose('schedule', 'exponential').schedule).toMatchObject({ factorPerEpoch: 0.9 });
    expect(choose('optimizer', 'sgd')).toBe(usual);
    expect(choose('optimizer', 'none')).toBe(usual);
  });

  it('keeps a warm-up, which means the same in all of them', () => {
    const warm = withSettingAt(usual, 'schedule.warmupEpochs', 2) ?? usual;
    expect(chooseKind(warm, 'schedule', 'cosine').schedule.warmupEpochs).toBe(2);
  });
});

describe('changing one setting', () => {
  it('changes just that', () => {
    const changed = withSettingAt(usual, 'optimizer.clipNorm', 1);
    expect(changed).toEqual({ ...usual, optimizer: { ...usual.optimizer, clipNorm: 1 } });
    expect(withSettingAt(usual, 'validationShare', 0.2)?.validationShare).toBe(0.2);
    expect(withSettingAt(usual, 'earlyStopping.patience', 7)?.earlyStopping).toEqual({
      monitor: 'loss',
      patience: 7,
      minimumDelta: 0,
      keepsBest: true,
    });
  });

  it('takes no value the schema refuses, and knows what does not exist', () => {
    for (const [path, value] of [
      ['optimizer.learningRate', 0],
      ['optimizer.weightDecay', -1],
      ['batchSize', 1.5],
      ['validationShare', 0.6],
      ['optimizer.rho', 0.5],
      ['nothing', 1],
    ] as const) {
      expect(withSettingAt(usual, path, value), path).toBeNull();
    }
    expect(settingValueAt(usual, 'optimizer.rho')).toBeUndefined();
  });
});

describe('what differs from the original', () => {
  const changed: TrainingSettings = { ...usual, epochs: 3, seed: 7, earlyStopping: earlyStopping() };

  function earlyStopping() {
    return withSettingAt(usual, 'earlyStopping.patience', 2)?.earlyStopping;
  }

  it('is counted setting by setting, a kind and a group as one', () => {
    expect(countChanges(usual, usual)).toBe(0);
    expect(countChanges(changed, usual)).toBe(3);
    expect(countChanges(changed, usual, 'end')).toBe(1);
    expect(countChanges(chooseKind(usual, 'optimizer', 'adam'), usual)).toBe(1);
    const slower = withSettingAt(usual, 'optimizer.learningRate', 0.01) ?? usual;
    expect(countChanges(slower, usual, 'basic')).toBe(1);
    expect(countChanges(slower, usual, 'learning-rate')).toBe(0);
  });

  it('is brought back whole', () => {
    expect({ ...changed, ...changesToOriginal(usual) }).toEqual({
      ...changed,
      ...usual,
      earlyStopping: undefined,
    });
  });

  it('is shown where the form has it', () => {
    expect(partOf('optimizer.learningRate')).toBe('basic');
    expect(partOf('optimizer.beta1')).toBe('learning-rate');
    expect(partOf('augmentation.0.padding')).toBe('data');
    expect(partOf('dataset')).toBeUndefined();
  });
});

describe('settings in words', () => {
  it('are there for everything a run was trained with', () => {
    const training = trainingSettingsSchema.parse({
      optimizer: { type: 'rmsprop', learningRate: 0.001 },
      schedule: { type: 'step', everyEpochs: 3, factor: 0.5 },
      augmentation: [{ type: 'rotation' }, { type: 'horizontalFlip', probability: 0.25 }],
      normalization: { mean: [0.2861, 0.3], deviation: [0.353] },
      earlyStopping: { monitor: 'accuracy' },
      device: 'cpu',
    });
    const lines = settingLines(training, 'en');
    const text = (key: string) => lines.find((line) => line.key === key)?.text;
    expect(text('optimizer')).toBe('RMSprop');
    expect(text('optimizer.centered')).toBe('off');
    expect(text('schedule.everyEpochs')).toBe('3');
    expect(text('augmentation')).toBe('Rotation (15) → Horizontal flip (0.25)');
    expect(text('normalization')).toBe('Mean: 0.2861 / 0.3, Deviation: 0.353');
    expect(text('earlyStopping')).toBe(
      'Monitor: Accuracy, Patience (epochs): 5, Smallest improvement: 0, Restore best weights: on',
    );
    expect(text('precision')).toBe('32 bits');
    expect(text('device')).toBe('CPU');
    expect(text('validationShare')).toBe('off');
    expect(text('trainingShare')).toBe('all');
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
    for (const { label, text: words } of settingLines(training, 'zh-Hant')) {
      expect(label.trim() === '' || words.trim() === '').toBe(false);
    }
  });
});
