import type { Text } from '../text/text';

/** The names of what kinds of targets measure. They never change. */
export type TargetMetricId =
  | 'accuracy'
  | 'exactMatch'
  | 'meanF1'
  | 'meanAveragePrecision'
  | 'meanSquaredError'
  | 'meanAbsoluteError'
  | 'rootMeanSquaredError'
  | 'r2'
  | 'pixelAccuracy'
  | 'meanIou'
  | 'pairAccuracy'
  | 'tripletAccuracy'
  | 'klDivergence';

/** What is measured of one main output of several: the metric, or its loss, and the output's path. */
export type OutputMetricId = `${TargetMetricId | 'loss'}@${string}`;

/** The names of metrics in events and files. They never change. */
export type MetricId = TargetMetricId | OutputMetricId;

/** Metrics by their ids; one that is not defined (the R² of numbers that are all equal) is not there. */
export type MetricValues = { readonly [Id in MetricId]?: number };

/** One metric: its words, and how its values are to be read. */
export interface MetricDescription {
  readonly id: MetricId;
  readonly label: Text;
  readonly help: Text;
  /** `share`: 0 to 1, shown as a percentage. `number`: as it is, in the units of the data. */
  readonly format: 'share' | 'number';
  readonly better: 'higher' | 'lower';
  /** Only computed where a whole split is evaluated on request, not after each epoch. */
  readonly isOnRequest?: true;
}

const descriptions: readonly (MetricDescription & { readonly id: TargetMetricId })[] = [
  {
    id: 'accuracy',
    label: { en: 'Accuracy', 'zh-Hant': '準確率' },
    help: {
      en: 'Share of the examples whose most probable class is the right one.',
      'zh-Hant': '機率最高的類別恰為正確類別的樣本比例。',
    },
    format: 'share',
    better: 'higher',
  },
  {
    id: 'exactMatch',
    label: { en: 'Exact match', 'zh-Hant': '完全相符率' },
    help: {
      en: 'Share of the examples of which every class is predicted rightly.',
      'zh-Hant': '所有類別都預測正確的樣本比例。',
    },
    format: 'share',
    better: 'higher',
  },
  {
    id: 'meanF1',
    label: { en: 'Mean F1 score', 'zh-Hant': '平均 F1 分數' },
    help: {
      en: 'Mean over the classes of the harmonic mean of precision and recall (macro F1).',
      'zh-Hant': '各類別精確率與召回率之調和平均數的平均（macro F1）。',
    },
    format: 'share',
    better: 'higher',
  },
  {
    id: 'meanAveragePrecision',
    label: { en: 'Mean average precision', 'zh-Hant': '平均精確率均值（mAP）' },
    help: {
      en: 'Mean over the classes of the area below precision over recall, whatever the threshold.',
      'zh-Hant': '各類別精確率對召回率曲線下面積的平均，與閾值無關。',
    },
    format: 'share',
    better: 'higher',
    isOnRequest: true,
  },
  {
    id: 'meanSquaredError',
    label: { en: 'Mean squared error', 'zh-Hant': '均方誤差' },
    help: {
      en: 'Mean of the squared differences, in the squared units of the data.',
      'zh-Hant': '差值平方的平均，單位為資料單位的平方。',
    },
    format: 'number',
    better: 'lower',
  },
  {
    id: 'meanAbsoluteError',
    label: { en: 'Mean absolute error', 'zh-Hant': '平均絕對誤差' },
    help: {
      en: 'Mean size of the differences, in the units of the data.',
      'zh-Hant': '差值絕對值的平均，單位與資料相同。',
    },
    format: 'number',
    better: 'lower',
  },
  {
    id: 'rootMeanSquaredError',
    label: { en: 'Root mean squared error', 'zh-Hant': '均方根誤差' },
    help: {
      en: 'Square root of the mean squared difference, in the units of the data.',
      'zh-Hant': '均方誤差的平方根，單位與資料相同。',
    },
    format: 'number',
    better: 'lower',
  },
  {
    id: 'r2',
    label: { en: 'R²', 'zh-Hant': 'R²（決定係數）' },
    help: {
      en: 'Share of the variance that is explained: 1 is perfect, 0 is no better than always predicting the mean.',
      'zh-Hant': '可解釋的變異比例：1 為完美，0 與一律預測平均值相同。',
    },
    format: 'number',
    better: 'higher',
  },
  {
    id: 'pixelAccuracy',
    label: { en: 'Pixel accuracy', 'zh-Hant': '像素準確率' },
    help: {
      en: 'Share of the pixels whose most probable class is the right one.',
      'zh-Hant': '機率最高的類別恰為正確類別的像素比例。',
    },
    format: 'share',
    better: 'higher',
  },
  {
    id: 'meanIou',
    label: { en: 'Mean IoU', 'zh-Hant': '平均 IoU' },
    help: {
      en: 'Mean over the classes of the pixels in both mask and prediction, as a share of those in either.',
      'zh-Hant': '各類別中，遮罩與預測交集像素占聯集像素之比例的平均。',
    },
    format: 'share',
    better: 'higher',
  },
  {
    id: 'pairAccuracy',
    label: { en: 'Pair accuracy', 'zh-Hant': '成對準確率' },
    help: {
      en: 'Share of the pairs that are rightly taken for the same class or for different ones: by a distance below half the margin, or a probability above one half.',
      'zh-Hant':
        '正確判斷為同類或不同類的影像對比例：以距離是否小於邊界的一半，或機率是否大於二分之一來判斷。',
    },
    format: 'share',
    better: 'higher',
  },
  {
    id: 'tripletAccuracy',
    label: { en: 'Triplet accuracy', 'zh-Hant': '三元組準確率' },
    help: {
      en: 'Share of the triplets in which the image of the same class is nearer than that of another class.',
      'zh-Hant': '同類影像比不同類影像更近的三元組比例。',
    },
    format: 'share',
    better: 'higher',
  },
  {
    id: 'klDivergence',
    label: { en: 'KL divergence', 'zh-Hant': 'KL 散度' },
    help: {
      en: 'How far the distribution of the code is from a standard normal one, per example and without its weight: what a variational autoencoder adds to its loss.',
      'zh-Hant': '編碼的分布與標準常態分布相距多遠（每個樣本，未乘上權重）：變分自編碼器加到損失中的項。',
    },
    format: 'number',
    better: 'lower',
  },
];

const byId = new Map<string, MetricDescription>(descriptions.map((metric) => [metric.id, metric]));

/** The loss of one output of several. */
const outputLoss: Omit<MetricDescription, 'id'> = {
  label: { en: 'Loss', 'zh-Hant': '損失' },
  help: { en: 'The loss of this output, without its weight.', 'zh-Hant': '這個輸出的損失，未乘上權重。' },
  format: 'number',
  better: 'lower',
};

/** The metric, or the loss, of one main output of several, named by its path. */
export function outputMetricId(id: TargetMetricId | 'loss', output: string): OutputMetricId {
  return `${id}@${output}`;
}

/** Whether a metric is that of one output of several. */
export function isOfOutput(id: string): id is OutputMetricId {
  return id.includes('@');
}

function ofOutput(id: OutputMetricId): MetricDescription {
  const at = id.indexOf('@');
  const [measured, output] = [id.slice(0, at), id.slice(at + 1)];
  const description = measured === 'loss' ? outputLoss : byId.get(measured);
  if (description === undefined) throw new Error(`no metric ${id}`);
  const { en, 'zh-Hant': chinese } = description.label;
  return { ...description, id, label: { en: `${en} (${output})`, 'zh-Hant': `${chinese}（${output}）` } };
}

/** The description of a metric. */
export function metric(id: MetricId): MetricDescription {
  if (isOfOutput(id)) return ofOutput(id);
  const description = byId.get(id);
  if (description === undefined) throw new Error(`no metric ${id}`);
  return description;
}

/** Whether a value is better than another one of the metric. */
export function isBetter(id: MetricId, value: number, other: number): boolean {
  return metric(id).better === 'higher' ? value > other : value < other;
}

/** Without the values that are no numbers. */
export function definedMetrics(values: MetricValues): MetricValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value)));
}
