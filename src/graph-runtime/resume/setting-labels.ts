import type {
  EarlyStopping,
  OptimizerSettings,
  ScheduleSettings,
  TrainingSettings,
} from '../document/training-settings';
import type { Language, Text } from '../text/text';

type KeysOfUnion<T> = T extends T ? keyof T & string : never;
type Grouped = 'optimizer' | 'schedule' | 'earlyStopping';

/** Each training setting, those of the optimizer, the schedule and early stopping by `group.name`. */
export type SettingPath =
  | Exclude<keyof TrainingSettings, Grouped>
  | `optimizer.${KeysOfUnion<OptimizerSettings>}`
  | `schedule.${KeysOfUnion<ScheduleSettings>}`
  | `earlyStopping.${keyof EarlyStopping}`;

/** The settings' names for people, within a sentence. */
export const settingLabels: Readonly<Record<SettingPath, Text>> = {
  epochs: { en: 'epochs', 'zh-Hant': '週期數' },
  batchSize: { en: 'batch size', 'zh-Hant': '批次大小' },
  microBatchSize: { en: 'micro-batch size', 'zh-Hant': '微批次大小' },
  seed: { en: 'seed', 'zh-Hant': '隨機種子' },
  augmentation: { en: 'augmentation', 'zh-Hant': '資料增強' },
  normalization: { en: 'normalization of the images', 'zh-Hant': '影像的正規化' },
  validationShare: { en: 'validation split', 'zh-Hant': '驗證集比例' },
  precision: { en: 'precision', 'zh-Hant': '精度' },
  device: { en: 'device', 'zh-Hant': '裝置' },
  checkpointEpochs: { en: 'epochs between checkpoints', 'zh-Hant': '檢查點間隔（週期）' },
  'optimizer.type': { en: 'optimizer', 'zh-Hant': '最佳化器' },
  'optimizer.learningRate': { en: 'learning rate', 'zh-Hant': '學習率' },
  'optimizer.weightDecay': { en: 'weight decay', 'zh-Hant': '權重衰減' },
  'optimizer.clipNorm': { en: 'gradient clipping norm', 'zh-Hant': '梯度裁剪範數' },
  'optimizer.momentum': { en: 'momentum', 'zh-Hant': '動量' },
  'optimizer.nesterov': { en: 'Nesterov momentum', 'zh-Hant': 'Nesterov 動量' },
  'optimizer.beta1': { en: 'beta 1', 'zh-Hant': 'Beta 1' },
  'optimizer.beta2': { en: 'beta 2', 'zh-Hant': 'Beta 2' },
  'optimizer.epsilon': { en: 'epsilon', 'zh-Hant': 'Epsilon' },
  'optimizer.rho': { en: 'rho', 'zh-Hant': 'Rho' },
  'optimizer.centered': { en: 'centered RMSprop', 'zh-Hant': 'RMSprop 的中心化' },
  'optimizer.initialAccumulator': { en: 'initial accumulator', 'zh-Hant': '累加器初始值' },
  'schedule.type': { en: 'learning rate schedule', 'zh-Hant': '學習率排程' },
  'schedule.warmupEpochs': { en: 'warm-up epochs', 'zh-Hant': '預熱週期數' },
  'schedule.everyEpochs': { en: 'step size of the schedule (epochs)', 'zh-Hant': '排程的間隔（週期）' },
  'schedule.factor': { en: 'factor of the schedule', 'zh-Hant': '排程的係數' },
  'schedule.factorPerEpoch': { en: 'decay per epoch', 'zh-Hant': '每週期衰減係數' },
  'schedule.minimum': { en: 'minimum learning rate', 'zh-Hant': '最小學習率' },
  'schedule.riseShare': { en: 'warm-up fraction', 'zh-Hant': '預熱比例' },
  'schedule.initialDivisor': { en: 'initial divisor of the schedule', 'zh-Hant': '起始學習率的除數' },
  'schedule.finalDivisor': { en: 'final divisor of the schedule', 'zh-Hant': '最終學習率的除數' },
  'schedule.patience': { en: 'patience of the schedule (epochs)', 'zh-Hant': '排程的耐心（週期數）' },
  'schedule.minimumDelta': { en: 'minimum improvement (schedule)', 'zh-Hant': '排程的最小改善幅度' },
  'earlyStopping.monitor': { en: 'metric that selects the best epoch', 'zh-Hant': '選出最佳週期的指標' },
  'earlyStopping.patience': {
    en: 'patience of early stopping (epochs)',
    'zh-Hant': '提早停止的耐心（週期數）',
  },
  'earlyStopping.minimumDelta': {
    en: 'minimum improvement (early stopping)',
    'zh-Hant': '提早停止的最小改善幅度',
  },
  'earlyStopping.keepsBest': { en: 'keeping the best epoch’s weights', 'zh-Hant': '保留最佳週期的權重' },
};

/** What else a message may name a setting by: what a run is trained with besides its training settings. */
const otherLabels: Readonly<Record<string, Text>> = {
  dataset: { en: 'data set', 'zh-Hant': '資料集' },
  limit: { en: 'number of training images', 'zh-Hant': '訓練影像數' },
};

/** The name of a setting in words; what is none is returned unchanged. */
export function settingLabel(path: string, language: Language): string {
  const labels: Readonly<Record<string, Text>> = { ...otherLabels, ...settingLabels };
  return labels[path]?.[language] ?? path;
}
