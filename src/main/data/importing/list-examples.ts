import type { SplitName } from '../../../contract/contract';
import { classesOfSource } from '../../../graph-runtime/datasets/target-description';
import type { FormatOutline, SourceTarget } from '../formats/data-format';
import type { OpenedSource } from './open-source';

/** An example without its content: what counts, splits and the order of storage are made of. */
export interface ListedExample {
  readonly key: string;
  /** Of its file in the tree; null where a file holds many examples. */
  readonly path: string | null;
  readonly split: SplitName | null;
  readonly target: SourceTarget;
  /** Index of its class, or of the first of its classes; 0 where it has none. */
  readonly stratum: number;
}

/** Between two looks at the clock. */
const BATCH = 2_048;

/**
 * Goes through all examples of a source once.
 *
 * @param onBatch called now and then with all that is listed by then
 */
export async function listExamples(
  { tree, format, answers }: OpenedSource,
  outline: FormatOutline,
  signal: AbortSignal,
  onBatch: (examples: readonly ListedExample[]) => void,
): Promise<readonly ListedExample[]> {
  const strataOf = strataBy(outline.classNames);
  const listed: ListedExample[] = [];
  for await (const { key, split, content, target } of format.examples(tree, answers, signal)) {
    const path = content.type === 'file' ? content.path : null;
    listed.push({ key, path, split, target, stratum: strataOf(target) });
    if (listed.length % BATCH === 0) onBatch(listed);
  }
  return listed;
}

/** The index of a target's class by the names of all. */
export function strataBy(classNames: readonly string[]): (target: SourceTarget) => number {
  const indices = new Map(classNames.map((name, index) => [name, index]));
  return (target) => {
    const [name] = classesOfSource(target);
    return name === undefined ? 0 : (indices.get(name) ?? 0);
  };
}
