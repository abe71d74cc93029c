import type { SourceProblem } from '../../../contract/contract';
import { ImageProblem } from '../decoding/image-problem';
import type { FileTree } from '../file-tree/file-tree';
import { SourceProblemError } from '../file-tree/source-problem-error';

/** The largest file of an image that is read. */
export const LARGEST_IMAGE_BYTES = 512_000_000;

/** Runs `read`; what is wrong with the user's file is an answer, anything else is thrown. */
export async function orProblem<T>(
  path: string,
  read: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly problem: SourceProblem }> {
  try {
    return { value: await read() };
  } catch (error) {
    if (error instanceof SourceProblemError) return { problem: { ...error.problem, path } };
    if (error instanceof ImageProblem) {
      const { reason, detail } = error;
      return { problem: { reason, path, ...(detail !== '' && { detail }) } };
    }
    throw error;
  }
}

export function readImageFile(tree: FileTree, path: string): Promise<Uint8Array> {
  return tree.read(path, LARGEST_IMAGE_BYTES);
}
