import type { ExportFormat } from '../format';
import { exportedNumbers } from '../numbers';
import { trainingOnlyRemarks } from '../training-only';
import { tfjsProblems } from './export-tfjs';

/** A folder with a layers model and a page that uses it. */
export const tfjs: ExportFormat = {
  id: 'tfjs',
  label: { en: 'TensorFlow.js', 'zh-Hant': 'TensorFlow.js' },
  summary: {
    en: 'A web page that classifies an image dropped or drawn on it, with the network as a layers model. A folder, or one .zip.',
    'zh-Hant': '可對拖放或手繪影像分類的網頁，並附上 TensorFlow.js 可載入的模型。可為資料夾或單一 .zip。',
  },
  extension: 'zip',
  isFolder: true,
  parts: 'predicting',
  remarks: (network, target) => [
    ...(network.analysis.document.training.normalization === undefined
      ? []
      : [
          {
            en: 'Normalization is not a part of the model: the page does it, and README.md says how.',
            'zh-Hant': '模型本身不含標準化：由網頁處理，做法寫在 README.md 中。',
          },
        ]),
    ...(exportedNumbers(network, target)?.isKnown === true
      ? [
          {
            en: 'Standardization of the numbers beside an example is not a part of the model: the page does it, and README.md says how.',
            'zh-Hant': '模型本身不含樣本之外數值的標準化：由網頁處理，做法寫在 README.md 中。',
          },
        ]
      : []),
    ...trainingOnlyRemarks(network),
  ],
  preview: () => ({}),
  problems: tfjsProblems,
};
