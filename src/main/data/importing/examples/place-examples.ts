import {
  type ImportChoices,
  ProblemGroups,
  type ProblemReason,
  type SourceProblem,
  type SplitName,
} from '../../../../contract/contract';
import type { PreparedTarget } from '../../prepared-example';
import type { ListedExample } from '../list-examples';
import { Duplicates, type Fingerprint, isLeftOut, notesOf } from './duplicates';
import { SplitDrawer } from './split-drawer';

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
  readonly #targetOf: (example: ListedExample) => PreparedTarget | undefined;

  /**
   * @param examples all that will be placed
   * @param targetOf an example's target as it is stored; undefined where it has none that can be
   */
  constructor(
    choices: ImportChoices,
    examples: readonly ListedExample[],
    targetOf: (example: ListedExample) => PreparedTarget | undefined,
  ) {
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
   * @param mask its target, where that is one
   */
  place(example: ListedExample, fingerprint: Fingerprint, mask: Uint8Array | null): Placement {
    const place = example.path ?? example.key;
    const target = mask ?? this.#targetOf(example);
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
    const placed = {
      key: example.key,
      split,
      isDrawn,
      target: mask === null ? JSON.stringify(example.target) : '',
    };
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
