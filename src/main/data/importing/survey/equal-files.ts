import { createHash } from 'node:crypto';
import type { DuplicateSurvey } from '../../../../contract/contract';
import { throwIfAborted } from '../../file-tree/abort';
import type { FileTree } from '../../file-tree/file-tree';
import { SourceProblemError } from '../../file-tree/source-problem-error';
import type { ListedExample } from '../list-examples';

/** What is read at most to compare files: images of one size each (MNIST as PNGs) would otherwise all be read twice. */
const MOST_FILES = 20_000;
const MOST_BYTES = 200_000_000;

/** Finds files that are equal byte by byte: those of equal sizes are read and compared by their SHA-256. */
export async function compareFiles(
  tree: FileTree,
  examples: readonly ListedExample[],
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<DuplicateSurvey> {
  const { files, isComplete } = candidatesOf(tree, examples);
  const splitsByHash = new Map<string, ListedExample['split'][]>();
  let within = 0;
  let across = 0;
  for (const [index, { path, split, size }] of files.entries()) {
    throwIfAborted(signal);
    const hash = await hashOf(tree, path, size);
    if (hash === null) continue;
    const splits = splitsByHash.get(hash);
    if (splits === undefined) splitsByHash.set(hash, [split]);
    else {
      if (splits.includes(split)) within += 1;
      else across += 1;
      splits.push(split);
    }
    onProgress(index + 1, files.length);
  }
  return { within, across, isComplete };
}

interface Candidate {
  readonly path: string;
  readonly split: ListedExample['split'];
  readonly size: number;
}

/** Files that have the size of another one, smaller files first. */
function candidatesOf(
  tree: FileTree,
  examples: readonly ListedExample[],
): { files: Candidate[]; isComplete: boolean } {
  const sizes = new Map(tree.files.map((file) => [file.path, file]));
  const bySize = new Map<number, Candidate[]>();
  for (const { path, split } of examples) {
    const size = path === null ? 0 : (sizes.get(path)?.size ?? 0);
    if (path === null || size === 0) continue;
    const candidates = bySize.get(size) ?? [];
    bySize.set(size, candidates);
    candidates.push({ path, split, size });
  }
  const files: Candidate[] = [];
  let bytes = 0;
  let isComplete = true;
  for (const [size, candidates] of [...bySize].sort(([a], [b]) => a - b)) {
    if (candidates.length < 2) continue;
    const fits =
      files.length + candidates.length <= MOST_FILES && bytes + size * candidates.length <= MOST_BYTES;
    isComplete &&= fits;
    if (!fits) continue;
    bytes += size * candidates.length;
    files.push(...candidates);
  }
  return { files, isComplete };
}

/** Null for a file that cannot be read: a problem for whoever decodes it. */
async function hashOf(tree: FileTree, path: string, size: number): Promise<string | null> {
  try {
    return createHash('sha256')
      .update(await tree.readHead(path, size))
      .digest('base64');
  } catch (error) {
    if (error instanceof SourceProblemError) return null;
    throw error;
  }
}
