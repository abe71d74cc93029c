import type { ExportFormat } from '../format';
import { trainingOnlyRemarks } from '../training-only';
import { onnxProblems } from './export-onnx';

/** One file, which all usual runtimes read. */
export const onnx: ExportFormat = {
  id: 'onnx',
  label: { en: 'ONNX', 'zh-Hant': 'ONNX' },
  summary: {
    en: 'One file with the network and its weights, for ONNX Runtime, OpenCV, TensorRT and other programs that run networks.',
    'zh-Hant': '包含網路與權重的單一檔案，可供 ONNX Runtime、OpenCV、TensorRT 等執行網路的程式使用。',
  },
  extension: 'onnx',
  isFolder: false,
  parts: 'predicting',
  keepsInputs: true,
  // Those who train a file further, or import it, find the rate of a dropout.
  remarks: (network) => trainingOnlyRemarks(network, ['dropout']),
  preview: () => ({}),
  problems: onnxProblems,
};
