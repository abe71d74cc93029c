import type { SourceProblem } from '../../../../contract/data-problems';
import type { FileTree } from '../../file-tree/file-tree';
import { SourceProblemError } from '../../file-tree/source-problem-error';
import { bytesAsSource } from '../../file-tree/zip/byte-source';
import { readZipEntry } from '../../file-tree/zip/zip-data';
import { readZipDirectory } from '../../file-tree/zip/zip-directory';
import { nameOfEntry } from '../../file-tree/zip/zip-names';
import { arrayFormat } from '../arrays/array-format';
import type { ArrayListing, NamedArray } from '../arrays/named-array';
import { wholeArray } from '../arrays/whole-array';
import { extensionOf, stemOf } from '../image-names';
import { LARGEST_ARRAY_FILE, orProblem } from '../packed-files';
import { readNpyHeader, readNpyTexts, readNpyValues } from './npy-file';

/** NumPy's arrays: `x_train`, `y_train`, ... in one .npz file, or each in an .npy file. */
export const numpy = arrayFormat({
  id: 'numpy',
  name: { en: 'NumPy arrays', 'zh-Hant': 'NumPy 陣列' },
  layout: {
    en: 'NumPy arrays x_train, y_train, x_test, y_test in one .npz file, or each in its own .npy file.',
    'zh-Hant': 'NumPy 陣列 x_train、y_train、x_test、y_test，存於一個 .npz 檔，或各存為 .npy 檔。',
  },
  list: listNumpyFiles,
});

async function listNumpyFiles(tree: FileTree): Promise<ArrayListing> {
  const arrays: NamedArray[] = [];
  const problems: SourceProblem[] = [];
  const take = async (read: () => Promise<NamedArray>) => {
    const array = await orProblem(read);
    if (array instanceof SourceProblemError) problems.push(array.problem);
    else arrays.push(array);
  };
  for (const { path } of tree.files) {
    const extension = extensionOf(path);
    if (extension === 'npy')
      await take(async () => arrayOf(await tree.read(path, LARGEST_ARRAY_FILE), path, stemOf(path)));
    if (extension !== 'npz' && !(tree.kind === 'file' && extension === 'zip')) continue;
    const members = await orProblem(() => openNpz(tree, path));
    if (members instanceof SourceProblemError) problems.push(members.problem);
    else for (const { name, read } of members) await take(async () => arrayOf(await read(), path, name));
  }
  return { arrays, problems };
}

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
    return {
      ...{ file, name, shape, type: 'text' },
      read: async () => new Uint8Array(),
      readTexts: async () => texts,
    };
  }
  const kind = type === 'bool' ? 'bool' : type.startsWith('float') ? 'float' : 'whole';
  const values = readNpyValues(bytes, header, file);
  return wholeArray({ file, name, shape, type: kind }, async () => values);
}
