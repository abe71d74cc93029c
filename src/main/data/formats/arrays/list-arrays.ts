import type { SourceProblem } from '../../../../contract/data-problems';
import type { FileTree } from '../../file-tree/file-tree';
import { SourceProblemError } from '../../file-tree/source-problem-error';
import { orProblem } from '../packed-files';
import type { ArrayListing, NamedArray } from './named-array';

/** What is found in files, one after the other; a file or a member that cannot be read is a problem of the source, and the others count. */
export interface ArrayFinder {
  add(...arrays: readonly NamedArray[]): void;
  report(...problems: readonly SourceProblem[]): void;
  /** What `read` gives; undefined where it fails for a reason that is the source's: it is reported. */
  read<T>(read: () => Promise<T>): Promise<T | undefined>;
}

/** Lists the arrays of a tree: `visit` sees each of its files, and leaves those of other formats alone. */
export function listArrays(
  visit: (path: string, finder: ArrayFinder, tree: FileTree) => Promise<void>,
): (tree: FileTree) => Promise<ArrayListing> {
  return async (tree) => {
    const arrays: NamedArray[] = [];
    const problems: SourceProblem[] = [];
    const finder: ArrayFinder = {
      add: (...found) => void arrays.push(...found),
      report: (...found) => void problems.push(...found),
      async read(read) {
        const result = await orProblem(read);
        if (!(result instanceof SourceProblemError)) return result;
        problems.push(result.problem);
        return undefined;
      },
    };
    for (const { path } of tree.files) await visit(path, finder, tree);
    return { arrays, problems };
  };
}
