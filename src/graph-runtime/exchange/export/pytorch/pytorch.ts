import type { ExportFormat } from '../format';
import { pytorchProblems, pytorchSources } from './export-pytorch';
import { trainingRemarks } from './training/remarks';

/** A folder of Python files with the weights. */
export const pytorch: ExportFormat = {
  id: 'pytorch',
  label: { en: 'PyTorch', 'zh-Hant': 'PyTorch' },
  summary: {
    en: 'A project to read and run: the network as Python classes, its weights, and a check that proves it equal. A folder, or one .zip.',
    'zh-Hant':
      '可閱讀、可執行的專案：以 Python 類別寫成的網路、權重，以及證明結果相同的檢查程式。可為資料夾或單一 .zip。',
  },
  extension: 'zip',
  isFolder: true,
  parts: 'all',
  keepsInputs: true,
  remarks: trainingRemarks,
  preview: pytorchSources,
  problems: pytorchProblems,
};
