import type { PreparedSource } from '../../../contract/contract';
import { contentHashOf } from '../content-hash';
import { DESCRIPTION_FILE, isDatasetId } from '../dataset-catalog';
import {
  datasetDescriptionSchema,
  exampleBytes,
  type PreparedDescription,
  splitsOf,
  targetBytes,
} from '../dataset-description';
import type { FileTree } from '../file-tree/file-tree';
import { openFileTree } from '../file-tree/open-file-tree';
import { SourceProblemError } from '../file-tree/source-problem-error';
import { baseName } from '../formats/image-names';

/** Descriptions name classes: those of a hundred thousand take some megabytes. */
const LARGEST_DESCRIPTION = 64 * 1024 * 1024;

/** A prepared data set that lies in a tree. */
export interface PreparedFolder {
  /** What the paths of its files begin with: '' or `folder/`, as archives of a folder have it. */
  readonly prefix: string;
  readonly description: PreparedDescription;
}

/** The prepared data set at a path, where that holds one and nothing else. */
export async function findPrepared(path: string, signal: AbortSignal): Promise<PreparedSource | null> {
  let tree: FileTree;
  try {
    tree = await openFileTree(path, { signal });
  } catch (error) {
    // A survey says why the path cannot be read.
    if (error instanceof SourceProblemError) return null;
    throw error;
  }
  try {
    const found = await preparedIn(tree);
    return found === null ? null : summarize(found.description);
  } finally {
    await tree.close();
  }
}

/** The prepared data set of a tree; null where there is none, or its description is not what Netloom has written. */
export async function preparedIn(tree: FileTree): Promise<PreparedFolder | null> {
  const file = tree.files.filter(({ path }) => baseName(path) === DESCRIPTION_FILE);
  const [only, ...others] = file.filter(({ path }) => path.split('/').length <= 2);
  if (only === undefined || others.length > 0) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(await tree.read(only.path, LARGEST_DESCRIPTION)).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof SourceProblemError) return null;
    throw error;
  }
  const parsed = datasetDescriptionSchema.safeParse(value);
  if (!parsed.success || !isPrepared(parsed.data)) return null;
  const description = parsed.data;
  // What was changed by hand has another content than its id says.
  const isOwn = isDatasetId(description.id) && description.id.endsWith(`-${idDigits(description)}`);
  return isOwn ? { prefix: only.path.slice(0, -DESCRIPTION_FILE.length), description } : null;
}

function isPrepared(
  description: ReturnType<typeof datasetDescriptionSchema.parse>,
): description is PreparedDescription {
  return description.version === 2;
}

function idDigits(description: PreparedDescription): string {
  return contentHashOf(description).slice(0, 8);
}

function summarize(description: PreparedDescription): PreparedSource {
  const { id, name, exampleShape, target, splits } = description;
  return {
    ...{ id, name, exampleShape, target },
    trainCount: splits.train.count,
    validationCount: splits.validation?.count ?? 0,
    testCount: splits.test.count,
    contentHash: contentHashOf(description),
    bytes: bytesOfPrepared(description),
  };
}

/** Bytes of the examples and targets of all splits. */
export function bytesOfPrepared(description: PreparedDescription): number {
  const each = exampleBytes(description) + targetBytes(description);
  return splitsOf(description).reduce((sum, [, { count }]) => sum + count * each, 0);
}
