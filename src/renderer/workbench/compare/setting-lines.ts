import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { i18n } from '../../messages/i18n';
import { labelled } from '../../messages/labelled';
import { SCHEDULE_NAMES } from '../../training/settings/schedule-names';

/** One setting in words. `key` is the same for the same setting of every run. */
export interface SettingLine {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

const OPTIMIZER_NAMES: Readonly<Record<string, string>> = {
  sgd: 'SGD',
  adam: 'Adam',
  adamw: 'AdamW',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
};

/** The parameters of optimiser and schedule that have a message of their own name. */
const KNOWN_KEYS = [
  'momentum',
  'nesterov',
  'beta1',
  'beta2',
  'epsilon',
  'rho',
  'centered',
  'initialAccumulator',
  'weightDecay',
  'clipNorm',
  'everyEpochs',
  'factor',
  'factorPerEpoch',
  'riseShare',
  'initialDivisor',
  'finalDivisor',
  'patience',
  'minimumDelta',
  'warmupEpochs',
] as const;
type KnownKey = (typeof KNOWN_KEYS)[number];

function isKnown(key: string): key is KnownKey {
  return KNOWN_KEYS.some((known) => known === key);
}

const training = (key: Parameters<typeof trainingText>[0]) => trainingText(key);

function trainingText(
  key:
    | KnownKey
    | 'on'
    | 'off'
    | 'minimumRate'
    | 'epochsSetting'
    | 'batchSizeSetting'
    | 'seedSetting'
    | 'optimizerSetting'
    | 'optimizerMomentum'
    | 'scheduleSetting'
    | 'learningRateSetting'
    | 'microBatch'
    | 'augmentation'
    | 'normalization'
    | 'validationShare'
    | 'normalizationMean'
    | 'normalizationDeviation'
    | 'earlyStopping'
    | 'monitor'
    | 'lossChart'
    | 'accuracyChart'
    | 'keepsBest'
    | 'precisionSetting'
    | 'deviceSetting'
    | 'checkpoints',
): string {
  return i18n.t(`training:${key}`);
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === false) return training('off');
  if (value === true) return training('on');
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function nestedLines(prefix: 'optimizer' | 'schedule', settings: object): SettingLine[] {
  return Object.entries(settings)
    .filter(([key]) => key !== 'type' && key !== 'learningRate')
    .map(([key, value]) => ({
      key: `${prefix}.${key}`,
      label: isKnown(key) ? training(key) : key === 'minimum' ? training('minimumRate') : key,
      text: valueText(value),
    }));
}

/** `Mean: 0.286, Deviation: 0.353`, or a number for each channel. */
function normalizationText({ mean, deviation }: NonNullable<TrainingSettings['normalization']>): string {
  const numbers = (values: readonly number[]) => values.map((value) => valueText(value)).join(' / ');
  return [
    labelled(training('normalizationMean'), numbers(mean)),
    labelled(training('normalizationDeviation'), numbers(deviation)),
  ].join(', ');
}

function earlyStoppingText(stopping: NonNullable<TrainingSettings['earlyStopping']>): string {
  const { monitor, patience, minimumDelta, keepsBest } = stopping;
  return [
    labelled(training('monitor'), training(monitor === 'loss' ? 'lossChart' : 'accuracyChart')),
    labelled(training('patience'), valueText(patience)),
    labelled(training('minimumDelta'), valueText(minimumDelta)),
    labelled(training('keepsBest'), valueText(keepsBest)),
  ].join(', ');
}

/** All settings of a run in words, in the order of the form. */
export function settingLines(settings: TrainingSettings): SettingLine[] {
  const { optimizer, schedule } = settings;
  const line = (key: string, label: string, value: unknown): SettingLine => ({
    key,
    label,
    text: valueText(value),
  });
  const name =
    optimizer.type === 'momentum'
      ? training('optimizerMomentum')
      : (OPTIMIZER_NAMES[optimizer.type] ?? optimizer.type);
  const steps = settings.augmentation?.map(({ type, ...values }) => {
    const numbers = Object.values(values).join(', ');
    return `${i18n.t(`training:augmentations.${type}`)} (${numbers})`;
  });
  return [
    line('epochs', training('epochsSetting'), settings.epochs),
    line('batchSize', training('batchSizeSetting'), settings.batchSize),
    line('microBatchSize', training('microBatch'), settings.microBatchSize),
    line('optimizer', training('optimizerSetting'), name),
    line('learningRate', training('learningRateSetting'), optimizer.learningRate),
    ...nestedLines('optimizer', optimizer),
    line('schedule', training('scheduleSetting'), i18n.t(`training:${SCHEDULE_NAMES[schedule.type]}`)),
    ...nestedLines('schedule', schedule),
    line('seed', training('seedSetting'), settings.seed),
    line('validationShare', training('validationShare'), settings.validationShare),
    line(
      'normalization',
      training('normalization'),
      settings.normalization && normalizationText(settings.normalization),
    ),
    line('augmentation', training('augmentation'), steps?.join(' → ')),
    line(
      'earlyStopping',
      training('earlyStopping'),
      settings.earlyStopping && earlyStoppingText(settings.earlyStopping),
    ),
    line(
      'precision',
      training('precisionSetting'),
      i18n.t(`training:precisions.${settings.precision ?? 'float32'}`),
    ),
    line('device', training('deviceSetting'), i18n.t(`training:devices.${settings.device ?? 'auto'}`)),
    line('checkpointEpochs', training('checkpoints'), settings.checkpointEpochs ?? 1),
  ];
}
