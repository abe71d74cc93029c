import { arrayFormat } from '../arrays/array-format';
import { listArrays } from '../arrays/list-arrays';
import { extensionOf } from '../image-names';
import { readUnpackedHead } from '../packed-files';
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
  list: listArrays(async (path, finder, tree) => {
    if (!/^(h5|hdf5|hdf|he5|mat)$/.test(extensionOf(path))) return;
    const head = await readUnpackedHead(tree, path, HEAD_BYTES);
    if (!isHdf5(head)) return;
    const isMatlab = Buffer.from(head.subarray(0, 6)).toString('latin1') === 'MATLAB';
    const found = await finder.read(() => readHdf5(tree, path, isMatlab));
    finder.add(...(found ?? []));
  }),
});
