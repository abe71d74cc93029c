import type { ClassEvaluation } from '../../../contract/contract';
import { formatPercent, groupDigits } from '../figures';
import { formatTable } from '../table';
import type { ResultText } from './result-text';

/** More columns do not fit a terminal. */
const MOST_COLUMNS = 40;
const MOST_PAIRS = 20;

/** One class for each example: precision and recall, and what is confused. */
export const classText: ResultText<'class'> = {
  json: (result, names) => {
    const { accuracy, confusion, classes, labels, predictions, confidences } = result;
    return {
      accuracy,
      classes: classes.map((figures, index) => ({ name: names[index], ...figures })),
      confusion,
      labels: Array.from(labels),
      predictions: Array.from(predictions),
      confidences: Array.from(confidences),
    };
  },
  lines: (result, names) => [
    ...classTable(names, result),
    '',
    ...(names.length > MOST_COLUMNS ? confusedPairs(names, result) : confusionTable(names, result.confusion)),
  ],
};

function classTable(names: readonly string[], { classes }: ClassEvaluation): readonly string[] {
  const share = (value: number) => (Number.isNaN(value) ? '-' : formatPercent(value));
  return formatTable(
    [
      { title: 'class', align: 'left' },
      { title: 'precision', align: 'right' },
      { title: 'recall', align: 'right' },
      { title: 'examples', align: 'right' },
    ],
    classes.map(({ precision, recall, count }, index) => [
      names[index] ?? String(index),
      share(precision),
      share(recall),
      groupDigits(count),
    ]),
  );
}

/** What is confused most often, where a matrix would not fit a terminal. */
function confusedPairs(
  names: readonly string[],
  { labels, predictions }: ClassEvaluation,
): readonly string[] {
  const counts = new Map<string, number>();
  labels.forEach((label, example) => {
    const predicted = predictions[example] ?? 0;
    const pair = `${names[label]} taken for ${names[predicted]}`;
    if (predicted !== label) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  });
  const pairs = [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_PAIRS);
  return [
    `Confused most often${counts.size > pairs.length ? ` (${pairs.length} of ${groupDigits(counts.size)} pairs)` : ''}`,
    ...pairs.map(([pair, count]) => `${groupDigits(count)}  ${pair}`),
  ];
}

/** True classes in rows, predicted ones in columns. */
export function confusionTable(
  names: readonly string[],
  confusion: readonly (readonly number[])[],
): readonly string[] {
  const table = formatTable(
    [
      { title: '', align: 'left' },
      ...confusion.map((_, index) => ({ title: String(index), align: 'right' as const })),
    ],
    confusion.map((row, index) => [`${index} ${names[index] ?? ''}`.trim(), ...row.map(String)]),
  );
  return ['Confusion: true classes in rows, predicted ones in columns', ...table];
}
