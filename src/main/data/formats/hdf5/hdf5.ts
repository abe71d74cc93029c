import type { SourceProblem } from '../../../../contract/data-problems';
import type { FileTree } from '../../file-tree/file-tree';
import { SourceProblemError } from '../../file-tree/source-problem-error';
import { arrayFormat } from '../arrays/array-format';
import type { ArrayListing, NamedArray } from '../arrays/named-array';
import { extensionOf } from '../image-names';
import { orProblem, readUnpackedHead } from '../packed-files';
import { isHdf5, readHdf5 } from './hdf5-file';

const HEAD_BYTES = 2_056;

/** Arrays in HDF5 files: `train_set_x` and `train_set_y`, or groups `train` and `test`; MATLAB's files from version 7.3 on. */
export const hdf5 = arrayFormat({
  id: 'hdf5',
  name: { en: 'HDF5', 'zh-Hant': 'HDF5' },
  layout: {
    en: 'HDF5 files (.h5, .hdf5, MATLAB 7.3) with arrays of images and of labels.',
    'zh-Hant': '含影像陣列與標籤陣列的 HDF5 檔案（.h5、.hdf5、MATLAB 7.3）。',
  },
  list: listHdf5Files,
});

async function listHdf5Files(tree: FileTree): Promise<ArrayListing> {
  const arrays: NamedArray[] = [];
  const problems: SourceProblem[] = [];
  for (const { path } of tree.files) {
    if (!/^(h5|hdf5|hdf|he5|mat)$/.test(extensionOf(path))) continue;
    const head = await readUnpackedHead(tree, path, HEAD_BYTES);
    if (!isHdf5(head)) continue;
    const isMatlab = Buffer.from(head.subarray(0, 6)).toString('latin1') === 'MATLAB';
    const found = await orProblem(() => readHdf5(tree, path, isMatlab));
    if (found instanceof SourceProblemError) problems.push(found.problem);
    else arrays.push(...found);
  }
  return { arrays, problems };
}
