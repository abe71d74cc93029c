import type { FileTree } from '../file-tree/file-tree';
import type { FormatAnswers } from './data-format';

/**
 * A function of the tree and of the answers to its questions: recognizing, outlining and reading need the same. The last answers'
 * result is remembered.
 */
export function oncePerAnswers<T>(
  compute: (tree: FileTree, answers: FormatAnswers) => Promise<T>,
): (tree: FileTree, answers: FormatAnswers) => Promise<T> {
  const results = new WeakMap<FileTree, { readonly key: string; readonly result: Promise<T> }>();
  return (tree, answers) => {
    const key = JSON.stringify(Object.entries(answers).sort());
    const known = results.get(tree);
    if (known?.key === key) return known.result;
    const result = compute(tree, answers);
    results.set(tree, { key, result });
    return result;
  };
}
