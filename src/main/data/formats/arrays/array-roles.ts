import type { SourceProblem } from '../../../../contract/data-problems';
import type { SplitName } from '../../../../contract/data-survey';
import { splitInName } from '../split-names';
import { hasWord } from '../text-tables/columns';
import { splitOfPath } from '../image-folder';
import { baseName } from '../image-names';
import { entrySize, lengthOf, type NamedArray } from './named-array';

/** Examples with their labels, if they have any. */
export interface ArrayPair {
  readonly examples: NamedArray;
  readonly labels: NamedArray | null;
  /** The arrays of its other labels, by what they are called. */
  readonly more: ReadonlyMap<string, NamedArray>;
  readonly split: SplitName | null;
}

export interface ArrayRoles {
  readonly pairs: readonly ArrayPair[];
  /** Texts that name the classes, by their numbers. */
  readonly classNames: NamedArray | null;
  /** Different arrays that could be the labels, by what they are called; the guess first. */
  readonly labelNames: readonly string[];
  /** The one of these whose arrays are the labels; undefined: there is none. */
  readonly chosen: string | undefined;
  readonly problems: readonly SourceProblem[];
}

const LABEL_WORDS = new Set([
  'y',
  'label',
  'labels',
  'lbl',
  'target',
  'targets',
  'class',
  'classes',
  'gt',
  'fine',
]);
const EXAMPLE_WORDS = new Set([
  'x',
  'images',
  'image',
  'img',
  'imgs',
  'data',
  'inputs',
  'features',
  'samples',
  'pixels',
]);

/** Finds out which arrays are examples and which their labels. `labelName`: the answer to which labels. */
export function assignRoles(arrays: readonly NamedArray[], labelName?: string): ArrayRoles {
  const examples = arrays.filter(isExamples);
  const rest = arrays.filter((array) => !examples.includes(array));
  const fitting = rest.filter(
    (array) => isLabels(array) && examples.some((one) => lengthOf(one) === lengthOf(array)),
  );
  const labelNames = rankNames(fitting);
  const chosen = labelName !== undefined && labelNames.includes(labelName) ? labelName : labelNames[0];
  const free = new Set(fitting.filter((array) => commonName(array) === chosen));
  const others = labelNames.filter((name) => name !== chosen);
  const moreOf = others.map(
    (name) => [name, new Set(fitting.filter((array) => commonName(array) === name))] as const,
  );
  const pairs: ArrayPair[] = [];
  const problems: SourceProblem[] = [];
  for (const array of examples) {
    const labels = bestLabels(array, [...free]);
    if (labels !== null) free.delete(labels);
    else if (fitting.length > 0 && !isUnlabeledTest(array)) {
      problems.push({ reason: 'counts-differ', path: array.file, detail: describe(array) });
      continue;
    }
    const more = labels === null ? new Map<string, NamedArray>() : takenFrom(moreOf, array);
    pairs.push({ examples: array, labels, more, split: splitOf(array) });
  }
  const classNames = rest.find((array) => !free.has(array) && isClassNames(array)) ?? null;
  const used = new Set(pairs.flatMap((pair) => [pair.examples, pair.labels]));
  for (const array of rest) {
    if (used.has(array) || fitting.includes(array) || isClassNames(array)) continue;
    problems.push({ reason: 'unsupported-array', path: array.file, detail: describe(array) });
  }
  return { pairs, classNames, labelNames, chosen, problems };
}

/** Of each name the array that goes best with the examples, which is taken out of those that are left. */
function takenFrom(
  named: readonly (readonly [string, Set<NamedArray>])[],
  examples: NamedArray,
): ReadonlyMap<string, NamedArray> {
  const taken = new Map<string, NamedArray>();
  for (const [name, left] of named) {
    const best = bestLabels(examples, [...left]);
    if (best === null) continue;
    left.delete(best);
    taken.set(name, best);
  }
  return taken;
}

/** Some sets of competitions have no labels for their test images. */
const isUnlabeledTest = (array: NamedArray) => splitOf(array) === 'test';

/** `list_classes`, `label_names` */
function isClassNames({ name, type }: NamedArray): boolean {
  return type === 'text' && /class|names|categories/i.test(name);
}

function isExamples(array: NamedArray): boolean {
  if (array.type === 'text' || lengthOf(array) === 0 || entrySize(array) === 0) return false;
  if (array.isExamples !== undefined) return array.isExamples;
  const { length } = array.shape;
  if (length >= 3) return length <= 4 && !hasWord(array.name, LABEL_WORDS);
  return length === 2 && entrySize(array) > 1 && !hasWord(array.name, LABEL_WORDS) && isNamedExamples(array);
}

/** A table of numbers may be labels, too: its name decides, or that it is wide. */
const isNamedExamples = (array: NamedArray) => hasWord(array.name, EXAMPLE_WORDS) || entrySize(array) >= 16;

function isLabels(array: NamedArray): boolean {
  const { length } = array.shape;
  return length === 1 || (length === 2 && array.type !== 'text');
}

/** What arrays of labels are called without their split: `y_train` and `y_test` are both `y`. The likeliest first. */
function rankNames(arrays: readonly NamedArray[]): string[] {
  const names = [...new Set(arrays.map(commonName))];
  const rank = (name: string) => (hasWord(name, LABEL_WORDS) ? 1 : 0) + (/coarse|super/i.test(name) ? -1 : 0);
  return names.sort((left, right) => rank(right) - rank(left));
}

function commonName({ name }: NamedArray): string {
  const words = withSplits(name).split(/[^\p{L}\d]+/u);
  return (
    words
      .filter((word) => splitInName(word) === null && word !== '')
      .join(' ')
      .toLowerCase() || name
  );
}

function bestLabels(examples: NamedArray, labels: readonly NamedArray[]): NamedArray | null {
  const fitting = labels.filter((array) => lengthOf(array) === lengthOf(examples));
  const rank = (array: NamedArray) =>
    (splitOf(array) === splitOf(examples) ? 2 : 0) + (array.file === examples.file ? 1 : 0);
  const [best] = [...fitting].sort((left, right) => rank(right) - rank(left));
  // Labels that say they are another split's are not these.
  return best === undefined || (splitOf(best) !== splitOf(examples) && rank(best) < 1) ? null : best;
}

function splitOf({ name, file }: NamedArray): SplitName | null {
  return splitInName(withSplits(name)) ?? splitInName(withSplits(baseName(file))) ?? splitOfPath(file);
}

/** MNIST's test files are named by their number of images. */
const withSplits = (name: string) => name.replace(/t10k/i, 'test');

/** `x_train [60000, 28, 28]` */
export function describe({ name, shape }: NamedArray): string {
  return `${name} [${shape.join(', ')}]`;
}
