import type { DataQuestion } from '../../../../contract/data-survey';
import type { Text } from '../../../../graph-runtime/text/text';
import { listed } from './column-groups';
import { type ColumnFacts, textOf } from './columns';
import { type LabelColumn, NONE, sourceChoices, sourcesLeft } from './further-labels';
import { numberOf } from './numbers';
import type { TableRow } from './table-types';

/*
 * Numbers that a network takes beside the example, such as the age and the weight of who is in the image: columns or groups of columns, asked for
 * one after the other. Together they are one column of the row of labels.
 */

type Answers = Readonly<Record<string, string>>;

interface Candidates {
  /** Columns of the table that may be chosen. */
  readonly columns: readonly ColumnFacts[];
  readonly labels: readonly LabelColumn[];
  /** How many columns may be labels and numbers together; absent: all. */
  readonly most?: number;
}

/** The numbers that have been chosen; null: none. */
export function numbersBeside(candidates: Candidates, answers: Answers): LabelColumn | null {
  const columns = chosenSources(candidates, answers).flatMap((chosen) => chosen.columns);
  if (columns.length === 0) return null;
  const name = listed({ columns });
  const isTaken = candidates.labels.some((label) => label.name === name);
  return { ...(isTaken ? named(`${name} *`) : named(name)), columns };
}

function named(name: string): LabelColumn {
  return { name, columns: [], kind: 'features', kinds: [], separator: null };
}

function chosenSources(candidates: Candidates, answers: Answers): readonly LabelColumn[] {
  const chosen: LabelColumn[] = [];
  for (let at = 1; ; at += 1) {
    const answer = answers[`number${at}`];
    if (answer === undefined || answer === NONE) return chosen;
    const source = leftAfter(candidates, chosen).find(({ id }) => id === answer);
    if (source === undefined) return chosen;
    chosen.push({ ...named(source.name), columns: source.columns });
  }
}

function leftAfter({ columns, labels, most }: Candidates, chosen: readonly LabelColumn[]) {
  const numbers = columns.filter(({ areNumbers }) => areNumbers);
  return sourcesLeft(numbers, [...labels, ...chosen], most ?? Number.POSITIVE_INFINITY);
}

/** Which columns are numbers beside the example: a question for each that is chosen, and one for the next. */
export function numberQuestions(
  candidates: Candidates,
  answers: Answers,
  title: Text,
): readonly Omit<DataQuestion, 'value'>[] {
  const chosen = chosenSources(candidates, answers);
  return [...chosen, null].flatMap((_, at) => {
    const sources = leftAfter(candidates, chosen.slice(0, at));
    if (sources.length === 0) return [];
    const count = at === 0 ? '' : ` ${at + 1}`;
    return [
      {
        id: `number${at + 1}`,
        title: { en: `${title.en}${count}`, 'zh-Hant': `${title['zh-Hant']}${count}` },
        ...sourceChoices(sources),
      },
    ];
  });
}

/** The name of the first of the numbers beside an example that its row lacks; null: it has all. */
export function missingNumber(
  { cells }: TableRow,
  labels: readonly LabelColumn[],
  hasDecimalComma: boolean,
): string | null {
  const columns = labels.flatMap((label) => (label.kind === 'features' ? label.columns : []));
  const missing = columns.find(
    ({ index }) => !Number.isFinite(numberOf(textOf(cells[index]).trim(), hasDecimalComma)),
  );
  return missing?.name ?? null;
}
