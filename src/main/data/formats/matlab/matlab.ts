import type { FileTree } from '../../file-tree/file-tree';
import { sourceProblem } from '../../file-tree/source-problem-error';
import { arrayFormat } from '../arrays/array-format';
import { toRowMajor } from '../arrays/elements';
import { listArrays } from '../arrays/list-arrays';
import type { NamedArray } from '../arrays/named-array';
import { wholeArray } from '../arrays/whole-array';
import { isHdf5 } from '../hdf5/hdf5-file';
import { extensionOf } from '../image-names';
import { LARGEST_ARRAY_FILE, readUnpackedHead } from '../packed-files';
import { isMat, type MatContent, type MatVariable, readMat } from './mat-file';

/** MATLAB's files up to version 7.2, such as the Street View House Numbers: `X` of 32 × 32 × 3 × N, and `y`. */
export const matlab = arrayFormat({
  id: 'matlab',
  name: { en: 'MATLAB', 'zh-Hant': 'MATLAB' },
  layout: {
    en: 'MATLAB files (.mat) with arrays of images and of labels, as SVHN has them: X (height × width × channels × count) and y.',
    'zh-Hant': '含影像陣列與標籤陣列的 MATLAB 檔案（.mat），如 SVHN：X（高 × 寬 × 通道 × 數量）與 y。',
  },
  list: listArrays(async (path, finder, tree) => {
    if (extensionOf(path) !== 'mat') return;
    const head = await readUnpackedHead(tree, path, 2_056);
    if (isHdf5(head)) return;
    const found = await finder.read(() => readFile(tree, path, head));
    if (found === undefined) return;
    finder.add(...arraysOf(found, path));
    for (const name of found.others) finder.report({ reason: 'unsupported-array', path, detail: name });
  }),
});

async function readFile(tree: FileTree, path: string, head: Uint8Array): Promise<MatContent> {
  // Version 4 has no header; MATLAB has not written it since 1996, SciPy does when it is asked to.
  if (!isMat(head)) throw sourceProblem('unsupported-array', path, 'MATLAB 4');
  return readMat(await tree.read(path, LARGEST_ARRAY_FILE), path);
}

function arraysOf({ variables }: MatContent, file: string): NamedArray[] {
  const vectors = variables.filter(isVector);
  const counts = new Set(vectors.map(({ values }) => values.length));
  const digits = houseNumbers(variables);
  return variables.map((variable) => {
    const { name, sizes, values } = variable;
    const facts = {
      file,
      name,
      type: values instanceof Float32Array || values instanceof Float64Array ? 'float' : 'whole',
    } as const;
    if (isVector(variable)) {
      const labels = variable === digits ? values.map((value: number) => (value === 10 ? 0 : value)) : values;
      return wholeArray({ ...facts, shape: [values.length] }, async () => labels);
    }
    if (isByRow(sizes, counts)) {
      return wholeArray({ ...facts, shape: sizes }, async () => toRowMajor(values, sizes));
    }
    return wholeArray({ ...facts, shape: [...sizes].reverse(), isReversed: true }, async () => values);
  });
}

/** MATLAB has no vectors: they are `[1, N]` or `[N, 1]`. */
function isVector({ sizes }: MatVariable): boolean {
  return sizes.length === 2 && Math.min(...sizes) === 1;
}

/** Whether examples are along the first axis: there are as many as labels, or it is a table. */
function isByRow(sizes: readonly number[], counts: ReadonlySet<number>): boolean {
  const [first = 0] = sizes;
  const last = sizes[sizes.length - 1] ?? 0;
  if (sizes.length === 2) return counts.has(first) || !counts.has(last);
  return counts.has(first) && !counts.has(last);
}

/** In the Street View House Numbers, 10 stands for the digit 0, as MATLAB counts from 1. */
function houseNumbers(variables: readonly MatVariable[]): MatVariable | null {
  const isHouses = variables.some(({ sizes }) => sizes.slice(0, 3).join() === '32,32,3');
  const digits = variables.find((variable) => variable.name === 'y' && isVector(variable));
  if (!isHouses || digits === undefined) return null;
  return digits.values.every((value: number) => value >= 1 && value <= 10) ? digits : null;
}
