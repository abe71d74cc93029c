import {
  type ImportChoices,
  ProblemGroups,
  type ProblemReason,
  type SourceProblem,
  type SplitName,
} from '../../../../contract/contract';
import { isLabelFile, type SourceTarget } from '../../../../graph-runtime/datasets/labels/label-kind';
import type { PreparedTarget } from '../../prepared-example';
import type { ListedExample } from '../list-examples';
import { Duplicates, type Fingerprint, isLeftOut, notesOf } from './duplicates';
import { SplitDrawer } from './split-drawer';

/** What an example is to be taken for, with its masks and second images as they are stored; undefined where it has no target that can be. */
export type TargetMaker = (
  example: ListedExample,
  images: readonly Uint8Array[],
) => PreparedTarget | undefined;

/** Where an example was placed, or why it was left out. */
export type Placement =
  | { readonly split: SplitName; readonly target: PreparedTarget }
  | { readonly excluded: ProblemReason };

/**
 * Gives one example after the other its place in the data set: what split it comes into, or why it is left out. Keeps the books: everything that
 * is found is imported, or skipped for a reason.
 */
export class ExamplePlacer {
  /** Everything that was found wrong, in the order in which it was. */
  readonly problems: SourceProblem[] = [];
  readonly imported: Record<SplitName, number> = { train: 0, validation: 0, test: 0 };
  readonly #choices: ImportChoices;
  readonly #drawer: SplitDrawer;
  readonly #duplicates = new Duplicates();
  readonly #targetOf: TargetMaker;

  /**
   * @param examples all that will be placed
   * @param targetOf an example's target as it is stored; undefined where it has none that can be
   */
  constructor(choices: ImportChoices, examples: readonly ListedExample[], targetOf: TargetMaker) {
    this.#choices = choices;
    this.#drawer = new SplitDrawer(choices.split, examples);
    this.#targetOf = targetOf;
  }

  /** Something about an example or a file that leaves nothing out, or that is no example. */
  note(problem: SourceProblem): void {
    this.problems.push(problem);
  }

  /** An example that cannot be read. */
  refuse(example: ListedExample, problem: SourceProblem): Placement {
    this.#drawer.leaveOut(example);
    this.problems.push(problem);
    return { excluded: problem.reason };
  }

  /**
   * An example that can be read.
   *
   * @param images those of its labels that are masks or second images
   */
  place(example: ListedExample, fingerprint: Fingerprint, images: readonly Uint8Array[]): Placement {
    const place = example.path ?? example.key;
    const target = this.#targetOf(example, images);
    if (target === undefined) return this.refuse(example, { reason: 'bad-label', path: place });
    const isDrawn = this.#drawer.isDrawn(example);
    const twin = this.#duplicates.find(fingerprint);
    // An image stays with its duplicate where both are drawn; a split that the source gives is not changed by it.
    const together = twin !== null && isDrawn && twin.example.isDrawn ? twin.example.split : null;
    const detail = twin?.example.key ?? '';
    if (twin !== null && isLeftOut(this.#choices.duplicates, twin, together ?? example.split ?? 'train')) {
      return this.refuse(example, { reason: 'duplicate-removed', path: place, detail });
    }
    const split = this.#drawer.draw(example, together);
    const placed = { key: example.key, split, isDrawn, target: textOf(example.target) };
    if (twin !== null) {
      for (const reason of notesOf(twin, placed)) this.problems.push({ reason, path: place, detail });
    }
    this.#duplicates.add(fingerprint, placed);
    this.imported[split] += 1;
    return { split, target };
  }

  /** The problems by reason. */
  groups(): ProblemGroups {
    const groups = new ProblemGroups();
    for (const problem of this.problems) groups.add(problem);
    return groups;
  }
}

/** Equal for equal targets; masks and second images, which are not compared, are no part of it. */
function textOf(target: SourceTarget): string {
  if (target.type === 'mask' || target.type === 'image') return '';
  const compared =
    target.type === 'columns'
      ? { ...target, values: target.values.filter((one) => !isLabelFile(one)) }
      : target;
  return JSON.stringify(compared);
}
