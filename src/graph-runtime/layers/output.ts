import type { OutputTarget } from '../targets/output-targets';
import type { LayerDefinition } from './layer';
import { LOSS_CHOICES, LOSS_NAMES, lossNamed, lossText, targetOfLoss } from './loss';
import type { Choice } from './parameter';
import { SINGLE_INPUT } from './shape-rules';
import { shortFact, shortForm, shortWord } from './short-form';

type OutputParameters = {
  readonly loss: string;
  readonly target: string;
  readonly label: string;
  readonly labelSmoothing: number;
  readonly margin: number;
  readonly lossWeight: number;
  readonly auxiliary: boolean;
};

const TARGET_CHOICES: readonly Choice[] = [
  { value: 'auto', label: { en: 'As in the training settings', 'zh-Hant': '依訓練設定' } },
  { value: 'labels', label: { en: 'The labels', 'zh-Hant': '標籤' } },
  { value: 'input', label: { en: 'The input itself', 'zh-Hant': '輸入本身' } },
  { value: 'pair', label: { en: 'Same class or not (two inputs)', 'zh-Hant': '是否同類（兩個輸入）' } },
  {
    value: 'triplet',
    label: { en: 'Nearer to its own class (three inputs)', 'zh-Hant': '更接近同類（三個輸入）' },
  },
];

/**
 * The end of the network: takes raw scores (logits) `[classes]`, or what else the data set's labels ask for (`targets`), reads predictions
 * off them and says what is minimized.
 */
export const output: LayerDefinition<OutputParameters> = {
  type: 'output',
  version: 1,
  otherNames: LOSS_NAMES,
  label: { en: 'Output', 'zh-Hant': '輸出' },
  category: 'input-output',
  summary: {
    en: 'The end of the network: compares its raw scores with the labels. Softmax is part of the cross-entropy loss.',
    'zh-Hant': '網路的終點：把原始分數與標籤比較。softmax 已包含在交叉熵損失中。',
  },
  reference: {
    title: 'Zhang, Lipton, Li, Smola: Dive into Deep Learning, section 4.1',
    url: 'https://d2l.ai/chapter_linear-classification/softmax-regression.html',
  },
  parameters: {
    loss: {
      kind: 'choice',
      label: { en: 'Loss', 'zh-Hant': '損失函數' },
      help: { en: 'The loss that training minimizes.', 'zh-Hant': '訓練時要最小化的損失。' },
      default: 'crossEntropy',
      choices: LOSS_CHOICES,
    },
    target: {
      kind: 'choice',
      label: { en: 'Target', 'zh-Hant': '目標' },
      help: {
        en: 'What this output is compared with. A network may have several outputs with different targets, such as classes and the input itself.',
        'zh-Hant': '這個輸出要與什麼比較。一個網路可以有數個目標不同的輸出，例如類別與輸入本身。',
      },
      isAdvanced: true,
      default: 'auto',
      choices: TARGET_CHOICES,
    },
    label: {
      kind: 'text',
      names: 'labels',
      label: { en: 'Label', 'zh-Hant': '標籤' },
      help: {
        en: 'Where a data set has several labels for each example, the name of the one that this output learns, or by whose classes it compares images. Empty: the first, or the only one.',
        'zh-Hant':
          '資料集的每個樣本有數個標籤時，這個輸出要學習的標籤名稱；比較影像時，則是依其類別比較的標籤。留空：第一個或唯一的標籤。',
      },
      default: '',
      appliesWith: { parameter: 'target', values: ['auto', 'labels', 'pair', 'triplet'] },
    },
    labelSmoothing: {
      kind: 'number',
      label: { en: 'Label smoothing', 'zh-Hant': '標籤平滑' },
      help: {
        en: 'Share of the target that is spread evenly over all classes, so that the network is less overconfident.',
        'zh-Hant': '把目標的一部分平均分給所有類別，讓網路不會過度自信。',
      },
      isAdvanced: true,
      default: 0,
      minimum: 0,
      maximum: 1,
      step: 0.05,
    },
    margin: {
      kind: 'number',
      label: { en: 'Margin', 'zh-Hant': '邊界' },
      help: {
        en: 'For the contrastive and the triplet loss: how far apart images of different classes are to be.',
        'zh-Hant': '用於對比損失與三元組損失：不同類別的影像應相距多遠。',
      },
      isAdvanced: true,
      default: 1,
      minimum: 0.001,
      maximum: 1000,
      step: 0.1,
    },
    lossWeight: {
      kind: 'number',
      label: { en: 'Loss weight', 'zh-Hant': '損失權重' },
      help: {
        en: 'Factor of this loss in the sum that is minimized.',
        'zh-Hant': '這個損失在總和中的係數。',
      },
      isAdvanced: true,
      default: 1,
      minimum: 0,
      maximum: 1000,
      step: 0.1,
    },
    auxiliary: {
      kind: 'boolean',
      label: { en: 'Auxiliary', 'zh-Hant': '輔助輸出' },
      help: {
        en: 'Helps training only: its loss is added, but predictions and accuracy come from the main output.',
        'zh-Hant': '只輔助訓練：損失會加入總和，但預測與準確率取自主要輸出。',
      },
      isAdvanced: true,
      default: false,
    },
  },
  inputs: SINGLE_INPUT,
  outputs: [],
  describe: ({ loss, target, label, labelSmoothing, auxiliary }, language) =>
    shortForm([
      lossText(loss).shortForm[language],
      target === 'input' ? shortWord('itself', language) : label,
      labelSmoothing > 0 ? shortFact('smoothing', labelSmoothing, language) : '',
      auxiliary ? shortWord('auxiliary', language) : '',
    ]),
  // What shape it must be given depends on the data set: training checks compare it.
  infer: () => ({ ok: true, outputs: [] }),
  weights: () => [],
  multiplyAccumulates: () => 0,
  lower: () => [],
  loss: {
    isAuxiliary: ({ auxiliary }) => auxiliary,
    target: ({ target, label, loss }) => ({ target: targetOfLoss(target as OutputTarget, loss), label }),
    weight: ({ lossWeight }) => lossWeight,
    labelSmoothing: ({ labelSmoothing }) => labelSmoothing,
    margin: ({ margin }) => margin,
    lossName: ({ loss }) => loss,
    withLoss: (parameters, loss) => ({ ...parameters, loss }),
    takesLogits: ({ loss }) => lossNamed(loss).takesLogits,
    reach: ({ loss }, { shape }, low, high) => lossNamed(loss).reach(low, high, shape[0] ?? 1),
    minimumScores: ({ loss }) => lossNamed(loss).minimumScores,
    targetCount: (input) => {
      const [scores = 0] = input.shape;
      // One score stands for two classes: how likely is the second?
      return scores === 1 ? 2 : scores;
    },
    lower: ({ graph }, { loss, labelSmoothing }, input, labels) =>
      lossNamed(loss).lower(graph, input, labels, labelSmoothing),
    predict: ({ graph }, { loss }, input) => lossNamed(loss).predict(graph, input),
    rank: ({ graph }, { loss }, input) => lossNamed(loss).rank(graph, input),
  },
  code: {
    keras: ({ loss, labelSmoothing }) => lossNamed(loss).keras(labelSmoothing),
    pytorch: ({ loss, labelSmoothing }) => lossNamed(loss).pytorch(labelSmoothing),
  },
};
