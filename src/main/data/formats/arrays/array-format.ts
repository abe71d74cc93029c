import type { SourceProblem } from '../../../../contract/data-problems';
import { oncePer } from '../../../../graph-runtime/collections/once-per';
import type { Text } from '../../../../graph-runtime/text/text';
import { throwIfAborted } from '../../file-tree/abort';
import type { FileTree } from '../../file-tree/file-tree';
import { sourceProblem } from '../../file-tree/source-problem-error';
import type { DataFormat, FormatAnswers, FormatOutline, FormatQuestion, SourceExample } from '../data-format';
import { baseName } from '../image-names';
import { firstOne } from '../list/list-questions';
import { oncePerAnswers } from '../once-per-answers';
import { type ArrayPair, type ArrayRoles, assignRoles, describe } from './array-roles';
import { contentReader } from './example-content';
import { classNamesOf, type Labels, labelKindOf, readLabels, targetAt } from './label-targets';
import { type ArrayListing, entrySize, lengthOf } from './named-array';
import { type ArrayLabel, furtherArrayQuestions, severalArrayLabels } from './several-labels';

/** What differs between formats that hold arrays: how they are found. */
export interface ArraySource {
  readonly id: string;
  readonly name: Text;
  readonly layout: Text;
  /** All arrays of the tree; files that are not of this format are left alone. */
  list(tree: FileTree): Promise<ArrayListing>;
}

/** Examples read at a time. */
const CHUNK = 256;

/** A format whose files hold arrays of images or of rows of numbers, and arrays of labels. */
export function arrayFormat({ id, name, layout, list }: ArraySource): DataFormat {
  const listed = oncePer(list);
  const planned = oncePerAnswers(async (tree, answers) => planOf(tree, await listed(tree), answers));
  return {
    ...{ id, name, layout },
    async recognize(tree, answers) {
      const listing = await listed(tree);
      const roles = rolesOf(listing, answers);
      const [first] = roles.pairs;
      if (first === undefined) return null;
      return {
        confidence: first.labels === null ? 0.6 : 0.92,
        reason: reasonOf(roles.pairs),
        questions: [...labelQuestion(roles), ...(await furtherArrayQuestions(listing, roles, answers))],
      };
    },
    async outline(tree, answers, signal) {
      throwIfAborted(signal);
      const { outline } = await planned(tree, answers);
      return outline;
    },
    async *examples(tree, answers, signal) {
      const { pairs, kind, nameOf, contentOf, several } = await planned(tree, answers);
      for (const { pair, labels } of pairs) {
        for (let start = 0; start < lengthOf(pair.examples); start += CHUNK) {
          throwIfAborted(signal);
          const count = Math.min(CHUNK, lengthOf(pair.examples) - start);
          const contents = await contentOf(pair.examples, start, count);
          for (const [offset, content] of contents.entries()) {
            const index = start + offset;
            const own =
              labels === null || kind === 'none'
                ? ({ type: 'none' } as const)
                : targetAt(labels, index, kind, nameOf);
            const target = several === null ? own : several.targetOf(pair, index);
            if (target === null) continue;
            yield { key: keyOf(pair, index), split: pair.split, content, target } satisfies SourceExample;
          }
        }
      }
    },
  };
}

function rolesOf({ arrays }: ArrayListing, answers: FormatAnswers): ArrayRoles {
  return assignRoles(arrays, answers.labels);
}

function keyOf({ examples }: ArrayPair, index: number): string {
  const { file, name } = examples;
  const isAlone = baseName(file).startsWith(name);
  return isAlone ? `${file}#${index}` : `${file}#${name}[${index}]`;
}

function reasonOf(pairs: readonly ArrayPair[]): Text {
  const arrays = pairs.slice(0, 4).map(({ examples }) => describe(examples));
  const more = pairs.length > arrays.length;
  return {
    en: `Arrays of examples: ${arrays.join(', ')}${more ? ', …' : ''}`,
    'zh-Hant': `樣本陣列：${arrays.join('、')}${more ? '…' : ''}`,
  };
}

function labelQuestion({ labelNames }: ArrayRoles): readonly FormatQuestion[] {
  if (labelNames.length < 2) return [];
  const [guess = ''] = labelNames;
  const choices = labelNames.map((value) => ({ value, label: { en: value, 'zh-Hant': value } }));
  return [
    {
      id: 'labels',
      title: { en: 'Labels', 'zh-Hant': '標籤' },
      choices: firstOne(choices, guess),
      guess,
      isOpen: false,
    },
  ];
}

interface LabeledPair {
  readonly pair: ArrayPair;
  readonly labels: Labels | null;
}

async function planOf(tree: FileTree, listing: ArrayListing, answers: FormatAnswers) {
  const roles = rolesOf(listing, answers);
  if (roles.pairs.length === 0)
    throw listing.problems[0] === undefined
      ? sourceProblem('unsupported-array', tree.source)
      : errorOf(listing.problems[0]);
  const problems: SourceProblem[] = [...listing.problems, ...roles.problems];
  const pairs: LabeledPair[] = [];
  const sizes = new Set(roles.pairs.map(({ examples }) => examples.shape.slice(1).join()));
  for (const pair of roles.pairs) {
    pairs.push({ pair, labels: pair.labels === null ? null : await readLabels(pair.labels) });
  }
  const { contentOf, scaled, isTable } = await contentReader(roles.pairs.map(({ examples }) => examples));
  problems.push(...scaled);
  const all = pairs.flatMap(({ labels }) => labels ?? []);
  const kind = all.length === 0 ? ('none' as const) : labelKindOf(all);
  const known = knownNames(listing, roles) ?? (await namesFor(roles, all));
  const nameOf = (value: number) => known?.[value] ?? String(value);
  const several =
    kind === 'none' || roles.chosen === undefined
      ? null
      : await severalArrayLabels(
          listing,
          roles,
          firstLabel(roles.chosen, pairs, { kind, nameOf, known }),
          answers,
        );
  problems.push(...(several?.problems ?? []));
  const [first] = roles.pairs;
  const width = isTable && sizes.size === 1 && first !== undefined ? entrySize(first.examples) : 0;
  const outline: FormatOutline = {
    ...(several === null
      ? {
          target: kind,
          classNames: classNamesOf(all, kind, nameOf, known),
          targetNames: kind === 'numbers' ? targetNames(roles, all) : [],
        }
      : {
          target: 'columns' as const,
          ...{ columns: several.columns, classNames: several.classNames, targetNames: several.targetNames },
        }),
    featureNames: Array.from({ length: width }, (_, index) => `#${index + 1}`),
    featureKinds: Array.from({ length: width }, () => 'number' as const),
    exampleCount:
      roles.pairs.reduce((sum, { examples }) => sum + lengthOf(examples), 0) -
      (several?.problems.length ?? 0),
    problems: [...problems, ...unusedFiles(tree, listing, problems)],
  };
  return { pairs, kind, nameOf, contentOf, several, outline };
}

/** The label that is there without a question, as one of several. */
function firstLabel(
  name: string,
  pairs: readonly LabeledPair[],
  meaning: Pick<ArrayLabel, 'kind' | 'nameOf' | 'known'>,
): ArrayLabel {
  const of = new Map(pairs.flatMap(({ pair, labels }) => (labels === null ? [] : [[pair, labels] as const])));
  return { name, ...meaning, kinds: [meaning.kind], of };
}

function errorOf({ reason, path, detail }: SourceProblem) {
  return sourceProblem(reason, path, detail);
}

function knownNames({ classNames }: ArrayListing, { pairs }: ArrayRoles): readonly string[] | null {
  const name = pairs.find(({ labels }) => labels !== null)?.labels?.name ?? '';
  return classNames?.[name] ?? null;
}

/** The texts that name the classes, where there is one for each number. */
async function namesFor(
  { classNames }: ArrayRoles,
  labels: readonly Labels[],
): Promise<readonly string[] | null> {
  const names = (await classNames?.readTexts?.()) ?? [];
  const isNamed = (value: number) => names[value] !== undefined;
  const fits = labels.every(
    ({ texts, values, width }) =>
      texts === null && (width > 1 ? width <= names.length : values.every(isNamed)),
  );
  return fits && names.length > 0 ? names : null;
}

function targetNames({ pairs }: ArrayRoles, labels: readonly Labels[]): string[] {
  const name = pairs.find((pair) => pair.labels !== null)?.labels?.name ?? '';
  const width = Math.max(1, ...labels.map((one) => one.width));
  return width === 1 ? [name] : Array.from({ length: width }, (_, index) => `${name} #${index + 1}`);
}

/** Files that no array comes from, unless they were reported or only describe the others. */
function unusedFiles(
  tree: FileTree,
  { arrays, described = [] }: ArrayListing,
  problems: readonly SourceProblem[],
): SourceProblem[] {
  const known = new Set([
    ...arrays.map(({ file }) => file),
    ...problems.map(({ path }) => path),
    ...described,
  ]);
  return tree.files
    .filter(({ path }) => !known.has(path))
    .map(({ path }) => ({ reason: 'not-an-example', path }));
}
