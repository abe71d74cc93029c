import type { ExportFormat } from '../format';
import { trainingOnlyRemarks } from '../training-only';
import { conversionRemarks } from './conversion';
import { savedModelProblems, savedModelSources } from './export-saved-model';

/** A SavedModel of TensorFlow with a signature for servers. */
export const savedModel: ExportFormat = {
  id: 'saved-model',
  label: { en: 'TensorFlow SavedModel', 'zh-Hant': 'TensorFlow SavedModel' },
  summary: {
    en: 'For TensorFlow, TensorFlow Serving and LiteRT: the graph with its weights and normalization, and a check that proves it equal. A folder, or one .zip.',
    'zh-Hant':
      '供 TensorFlow、TensorFlow Serving 與 LiteRT 使用：含權重與標準化的計算圖，以及證明結果相同的檢查程式。可為資料夾或單一 .zip。',
  },
  extension: 'zip',
  isFolder: true,
  parts: 'predicting',
  remarks: (network) => [...conversionRemarks(network), ...trainingOnlyRemarks(network)],
  preview: savedModelSources,
  problems: savedModelProblems,
};
