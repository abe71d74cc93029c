import type { Dataset, File, Group } from 'h5wasm/node';
import type { FileTree } from '../../file-tree/file-tree';
import { SourceProblemError, sourceProblem } from '../../file-tree/source-problem-error';
import type { NumericArray } from '../arrays/elements';
import { entrySize, type NamedArray } from '../arrays/named-array';
import { textArray } from '../arrays/whole-array';

/** HDF5's numbers for what a dataset's elements are (H5Tpublic.h). */
const CLASSES = { integer: 0, float: 1, text: 3, enumeration: 8 } as const;
/** Groups of a file that are looked into, and how deep. */
const MOST_NODES = 2_000;
const DEEPEST = 8;
/** Texts are read as a whole. */
const MOST_TEXTS = 5_000_000;

/** The library has 4 MB: it is loaded when there is a file for it. */
const library = () => import('h5wasm/node');

/** Where the signature of an HDF5 file is; MATLAB puts half a kilobyte in front. */
export const HDF5_OFFSETS = [0, 512, 1_024, 2_048] as const;

export function isHdf5(head: Uint8Array): boolean {
  const text = Buffer.from(head).toString('latin1');
  return HDF5_OFFSETS.some((offset) => text.startsWith('\x89HDF\r\n\x1a\n', offset));
}

/** All arrays of a file, at any depth, named by their path. @throws SourceProblemError `file-damaged` */
export async function readHdf5(
  tree: FileTree,
  path: string,
  isReversed: boolean,
): Promise<readonly NamedArray[]> {
  const onDisk = await tree.onDisk(path);
  const root = await openHdf5(onDisk, path);
  return guarded(path, () => {
    const found: NamedArray[] = [];
    visit(root, '', 0, { found, file: path, isReversed, visited: 0 });
    return found;
  });
}

/**
 * A file on the disk, to be read.
 *
 * @param path for problems
 * @throws SourceProblemError `file-damaged`
 */
export async function openHdf5(onDisk: string, path = onDisk): Promise<File> {
  const { ready, File: Opened } = await library();
  // Otherwise it writes what is wrong to the terminal, and answers with a number.
  (await ready).activate_throwing_error_handler();
  return guarded(path, () => {
    const root = new Opened(onDisk, 'r');
    // A library of C says that it could not open a file by a number.
    if (root.file_id < 0n) throw sourceProblem('file-damaged', path, 'it cannot be opened');
    return root;
  });
}

/** From, to (without it), step. */
type Range = [number, number, null];

interface Visit {
  readonly found: NamedArray[];
  readonly file: string;
  readonly isReversed: boolean;
  visited: number;
}

function visit(group: Group, prefix: string, depth: number, state: Visit): void {
  for (const key of group.keys()) {
    state.visited += 1;
    // MATLAB keeps what variables refer to in groups of such names.
    if (state.visited > MOST_NODES || depth > DEEPEST || /^#.*#$/.test(key)) continue;
    const name = prefix === '' ? key : `${prefix}/${key}`;
    const entity = group.get(key);
    if (entity === null || !('type' in entity)) continue;
    if (entity.type === 'Group') visit(entity as Group, name, depth + 1, state);
    if (entity.type !== 'Dataset') continue;
    const array = arrayOf(entity as Dataset, name, state);
    if (array !== null) state.found.push(array);
  }
}

/** Null for a dataset of something else than numbers and texts. */
function arrayOf(dataset: Dataset, name: string, { file, isReversed }: Visit): NamedArray | null {
  const { metadata } = dataset;
  const sizes = (metadata.shape ?? []).map(Number);
  if (sizes.length === 0 || (isReversed && isMatlabText(dataset))) return null;
  // MATLAB has no vectors: they are `[1, N]` or `[N, 1]`.
  const isVector = isReversed && sizes.length === 2 && Math.min(...sizes) === 1;
  const shape = isVector ? [Math.max(...sizes)] : sizes;
  if (metadata.type === CLASSES.text) {
    const texts = async () => guarded(file, () => textsOf(dataset));
    return textArray({ file, name, shape }, texts);
  }
  const isWhole = metadata.type === CLASSES.integer || metadata.type === CLASSES.enumeration;
  if (!isWhole && metadata.type !== CLASSES.float) return null;
  const array: NamedArray = {
    ...{ file, name, shape, isReversed },
    type: isWhole ? 'whole' : 'float',
    read: async (start, count) =>
      guarded(file, () => {
        if (isVector) return numbersOf(dataset.value, file).subarray(start, start + count);
        const ranges = sizes.map(
          (size, axis): Range => (axis === 0 ? [start, start + count, null] : [0, size, null]),
        );
        const values = numbersOf(dataset.slice(ranges), file);
        if (values.length !== count * entrySize(array)) throw sourceProblem('file-damaged', file, name);
        return values;
      }),
  };
  return array;
}

/** MATLAB keeps texts as numbers of their characters. */
function isMatlabText({ attrs }: Dataset): boolean {
  return attrs.MATLAB_class?.value === 'char';
}

function textsOf(dataset: Dataset): string[] {
  const { value } = dataset;
  const texts: readonly unknown[] = Array.isArray(value) ? value : [];
  return texts.slice(0, MOST_TEXTS).map((text) => String(text).replace(/\0+$/, ''));
}

function numbersOf(value: unknown, file: string): NumericArray {
  if (value instanceof BigInt64Array || value instanceof BigUint64Array)
    return Float64Array.from(value, Number);
  if (isNumeric(value)) return value;
  if (Array.isArray(value)) return Float64Array.from(value, Number);
  throw sourceProblem('unsupported-array', file);
}

function isNumeric(value: unknown): value is NumericArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** Whatever the library finds wrong is the file's fault. */
/** What the library throws as a problem of the file. */
export function guarded<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SourceProblemError) throw error;
    throw sourceProblem('file-damaged', path, error instanceof Error ? error.message : String(error));
  }
}
