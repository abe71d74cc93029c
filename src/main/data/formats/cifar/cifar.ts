import { arrayFormat } from '../arrays/array-format';
import { listCifarFiles } from './cifar-files';

/** CIFAR-10 and CIFAR-100, as their authors give them out: binary, or for Python. Other pickles of arrays are read, too. */
export const cifar = arrayFormat({
  id: 'cifar',
  name: { en: 'CIFAR-10 and CIFAR-100', 'zh-Hant': 'CIFAR-10 與 CIFAR-100' },
  layout: {
    en: 'CIFAR-10 or CIFAR-100, binary or for Python, unpacked: data_batch_1, test_batch, … Other pickles of NumPy arrays are read as well.',
    'zh-Hant':
      '解壓縮後的 CIFAR-10 或 CIFAR-100（二進位或 Python 版）：data_batch_1、test_batch 等；也能讀取其他 NumPy 陣列的 pickle 檔。',
  },
  list: listCifarFiles,
});
