import type { SourceProblem } from '../../../../contract/data-problems';
import type { FileTree, TreeFile } from '../../file-tree/file-tree';
import { SourceProblemError } from '../../file-tree/source-problem-error';
import type { ArrayListing, NamedArray } from '../arrays/named-array';
import { baseName, extensionOf } from '../image-names';
import { LARGEST_ARRAY_FILE, orProblem, readUnpackedHead } from '../packed-files';
import { binaryKind, readBinaryBatch } from './binary-batch';
import { readPickledBatch } from './pickled-batch';

/** Names of classes: a line each, or in a pickle. */
const NAME_FILES: Readonly<Record<string, string>> = {
  'batches.meta.txt': 'labels',
  'fine_label_names.txt': 'fine_labels',
  'coarse_label_names.txt': 'coarse_labels',
};
const LARGEST_NAME_FILE = 1_000_000;

export async function listCifarFiles(tree: FileTree): Promise<ArrayListing> {
  const arrays: NamedArray[] = [];
  const problems: SourceProblem[] = [];
  const described: string[] = [];
  const classNames: Record<string, readonly string[]> = {};
  for (const file of tree.files) {
    const { path } = file;
    const named = NAME_FILES[baseName(path)];
    if (named !== undefined) {
      classNames[named] = await readNames(tree, path);
      described.push(path);
      continue;
    }
    const found = await orProblem(() => readBatch(tree, file));
    if (found instanceof SourceProblemError) problems.push(found.problem);
    else if (found !== null) {
      arrays.push(...found.arrays);
      Object.assign(classNames, found.classNames);
      if (found.arrays.length === 0) described.push(path);
    }
  }
  return { arrays, problems, classNames, described };
}

async function readNames(tree: FileTree, path: string): Promise<readonly string[]> {
  const text = Buffer.from(await tree.read(path, LARGEST_NAME_FILE)).toString('utf8');
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Null for a file that is none of CIFAR's, and no pickle. */
async function readBatch(tree: FileTree, file: TreeFile): Promise<ArrayListing | null> {
  const { path } = file;
  const kind = binaryKind(file);
  if (kind !== null) return readBinaryBatch(await tree.read(path, LARGEST_ARRAY_FILE), path, kind);
  const mayBe = isNamedBatch(path) || extensionOf(path) === 'gz';
  const isPickle = isNamedPickle(path) || (mayBe && beginsAsPickle(await readUnpackedHead(tree, path, 2)));
  return isPickle ? readPickledBatch(tree, path) : null;
}

function isNamedPickle(path: string): boolean {
  return /^(pkl|pickle|pck)$/.test(extensionOf(path.replace(/\.gz$/i, '')));
}

/** CIFAR's files for Python have no extension. */
function isNamedBatch(path: string): boolean {
  return /^(data_batch_\d+|test_batch|batches\.meta|train|test|meta)$/.test(baseName(path));
}

/** Protocol 2 and later begin with a command that names it, older ones with a mark, or with an empty dictionary. */
function beginsAsPickle([first = 0, second = 0]: Uint8Array): boolean {
  return (first === 0x80 && second <= 5) || first === 0x28 || first === 0x7d;
}
