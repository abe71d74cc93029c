import { arrayFormat } from '../arrays/array-format';
import { listArrays } from '../arrays/list-arrays';
import { wholeArray } from '../arrays/whole-array';
import { baseName, isImageName } from '../image-names';
import { readUnpacked, readUnpackedHead } from '../packed-files';
import { IDX_HEAD_BYTES, readIdxHeader, readIdxValues } from './idx-file';

/** MNIST's files: `train-images-idx3-ubyte.gz` and its labels. */
export const idx = arrayFormat({
  id: 'idx',
  name: { en: 'IDX (MNIST)', 'zh-Hant': 'IDX（MNIST）' },
  layout: {
    en: 'IDX files as MNIST’s: train-images-idx3-ubyte, train-labels-idx1-ubyte, packed (.gz) or not.',
    'zh-Hant': 'MNIST 的 IDX 檔案：train-images-idx3-ubyte、train-labels-idx1-ubyte，可為 .gz 壓縮檔。',
  },
  list: listArrays(async (path, finder, tree) => {
    if (isImageName(path)) return;
    const header = readIdxHeader(await readUnpackedHead(tree, path, IDX_HEAD_BYTES));
    if (header === null) return;
    const values = await finder.read(async () => readIdxValues(await readUnpacked(tree, path), path));
    if (values === undefined) return;
    const type = header.type.startsWith('float') ? 'float' : 'whole';
    const name = baseName(path).replace(/[-.]idx\d.*$|\.gz$/i, '');
    finder.add(wholeArray({ file: path, name, shape: header.shape, type }, async () => values));
  }),
});
