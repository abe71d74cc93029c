import type { ExportFormat } from '../format';
import { trainingRemarks } from '../pytorch/training/remarks';
import { kerasProblems, kerasSources } from './export-keras';

/** A folder of Python files with the model of Keras. */
export const keras: ExportFormat = {
  id: 'keras',
  label: { en: 'Keras', 'zh-Hant': 'Keras' },
  summary: {
    en: 'A project to read and run: the network as source and as model.keras with its weights, and a check that proves both equal. A folder, or one .zip.',
    'zh-Hant':
      '可閱讀、可執行的專案：網路的原始碼、含權重的 model.keras，以及證明結果相同的檢查程式。可為資料夾或單一 .zip。',
  },
  extension: 'zip',
  isFolder: true,
  parts: 'all',
  keepsInputs: true,
  remarks: trainingRemarks,
  preview: kerasSources,
  problems: kerasProblems,
};
