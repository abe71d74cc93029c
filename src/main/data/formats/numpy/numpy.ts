import type { FileTree } from '../../file-tree/file-tree';
import { bytesAsSource } from '../../file-tree/zip/byte-source';
import { readZipEntry } from '../../file-tree/zip/zip-data';
import { readZipDirectory } from '../../file-tree/zip/zip-directory';
import { nameOfEntry } from '../../file-tree/zip/zip-names';
import { arrayFormat } from '../arrays/array-format';
import { listArrays } from '../arrays/list-arrays';
import type { NamedArray } from '../arrays/named-array';
import { textArray, wholeArray } from '../arrays/whole-array';
import { extensionOf, stemOf } from '../image-names';
import { LARGEST_ARRAY_FILE } from '../packed-files';
import { readNpyHeader, readNpyTexts, readNpyValues } from './npy-file';

/** NumPy's arrays: `x_train`, `y_train`, ... in one .npz file, or each in an .npy file. */
export const numpy = arrayFormat({
  id: 'numpy',
  name: { en: 'NumPy arrays', 'zh-Hant': 'NumPy 陣列' },
  layout: {
    en: 'NumPy arrays x_train, y_train, x_test, y_test in one .npz file, or each in its own .npy file.',
    'zh-Hant': 'NumPy 陣列 x_train、y_train、x_test、y_test，存於一個 .npz 檔，或各存為 .npy 檔。',
  },
  list: listArrays(async (path, finder, tree) => {
    const take = async (bytes: () => Promise<Uint8Array>, name: string) => {
      const array = await finder.read(async () => arrayOf(await bytes(), path, name));
      if (array !== undefined) finder.add(array);
    };
    const extension = extensionOf(path);
    if (extension === 'npy') await take(() => tree.read(path, LARGEST_ARRAY_FILE), stemOf(path));
    if (extension !== 'npz' && !(tree.kind === 'file' && extension === 'zip')) return;
    const members = await finder.read(() => openNpz(tree, path));
    for (const { name, read } of members ?? []) await take(read, name);
  }),
});

async function openNpz(tree: FileTree, path: string) {
  const source = bytesAsSource(await tree.read(path, LARGEST_ARRAY_FILE), path);
  return readZipDirectory(source)
    .map((entry) => ({ entry, member: nameOfEntry(entry) }))
    .filter(({ member }) => member.endsWith('.npy'))
    .map(({ entry, member }) => ({
      name: stemOf(member),
      read: () => readZipEntry(source, entry, path, LARGEST_ARRAY_FILE),
    }));
}

/** The array in the bytes of an .npy file. */
function arrayOf(bytes: Uint8Array, file: string, name: string): NamedArray {
  const header = readNpyHeader(bytes, file);
  const { shape, type } = header;
  if (type === 'bytes' || type === 'text') {
    const texts = readNpyTexts(bytes, header, file);
    return textArray({ file, name, shape }, async () => texts);
  }
  const kind = type === 'bool' ? 'bool' : type.startsWith('float') ? 'float' : 'whole';
  const values = readNpyValues(bytes, header, file);
  return wholeArray({ file, name, shape, type: kind }, async () => values);
}
