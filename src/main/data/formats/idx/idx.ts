import type { SourceProblem } from '../../../../contract/data-problems';
import type { FileTree } from '../../file-tree/file-tree';
import { SourceProblemError } from '../../file-tree/source-problem-error';
import { arrayFormat } from '../arrays/array-format';
import type { ArrayListing, NamedArray } from '../arrays/named-array';
import { wholeArray } from '../arrays/whole-array';
import { baseName, isImageName } from '../image-names';
import { orProblem, readUnpacked, readUnpackedHead } from '../packed-files';
import { IDX_HEAD_BYTES, readIdxHeader, readIdxValues } from './idx-file';

/** MNIST's files: `train-images-idx3-ubyte.gz` and its labels. */
export const idx = arrayFormat({
  id: 'idx',
  name: { en: 'IDX (MNIST)', 'zh-Hant': 'IDX（MNIST）' },
  layout: {
    en: 'IDX files as MNIST’s: train-images-idx3-ubyte, train-labels-idx1-ubyte, packed (.gz) or not.',
    'zh-Hant': 'MNIST 的 IDX 檔案：train-images-idx3-ubyte、train-labels-idx1-ubyte，可為 .gz 壓縮檔。',
  },
  list: listIdxFiles,
});

async function listIdxFiles(tree: FileTree): Promise<ArrayListing> {
  const arrays: NamedArray[] = [];
  const problems: SourceProblem[] = [];
  for (const { path } of tree.files) {
    if (isImageName(path)) continue;
    const header = readIdxHeader(await readUnpackedHead(tree, path, IDX_HEAD_BYTES));
    if (header === null) continue;
    const values = await orProblem(async () => readIdxValues(await readUnpacked(tree, path), path));
    if (values instanceof SourceProblemError) problems.push(values.problem);
    else {
      const type = header.type.startsWith('float') ? 'float' : 'whole';
      const name = baseName(path).replace(/[-.]idx\d.*$|\.gz$/i, '');
      arrays.push(wholeArray({ file: path, name, shape: header.shape, type }, async () => values));
    }
  }
  return { arrays, problems };
}
