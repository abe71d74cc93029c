import { formatPercent, groupDigits } from '../figures';
import { formatTable } from '../table';
import type { ResultText } from './result-text';

/** Any number of classes for each example: figures of each class. */
export const classesText: ResultText<'classes'> = {
  json: ({ classes, labels, probabilities }, names) => ({
    classes: classes.map((figures, index) => ({ name: names[index], ...figures })),
    labels: Array.from(labels),
    probabilities: Array.from(probabilities),
  }),
  lines: ({ classes }, names) => {
    const share = (value: number) => (Number.isNaN(value) ? '-' : formatPercent(value));
    return formatTable(
      [
        { title: 'class', align: 'left' },
        ...['precision', 'recall', 'F1', 'average precision', 'examples'].map((title) => ({
          title,
          align: 'right' as const,
        })),
      ],
      classes.map(({ precision, recall, f1, averagePrecision, count }, index) => [
        names[index] ?? String(index),
        ...[precision, recall, f1, averagePrecision].map(share),
        groupDigits(count),
      ]),
    );
  },
};
