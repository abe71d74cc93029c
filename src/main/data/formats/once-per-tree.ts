import type { FileTree } from '../file-tree/file-tree';

/** A function of the tree that is computed once for each tree: recognizing, outlining and reading need the same. */
export function oncePerTree<T>(compute: (tree: FileTree) => Promise<T>): (tree: FileTree) => Promise<T> {
  const results = new WeakMap<FileTree, Promise<T>>();
  return (tree) => {
    const known = results.get(tree) ?? compute(tree);
    results.set(tree, known);
    return known;
  };
}
