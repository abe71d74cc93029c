import { formatPercent, groupDigits } from '../figures';
import { formatTable } from '../table';
import { confusionTable } from './one-class';
import type { ResultText } from './result-text';

/** A class for each pixel: figures of each class, and what is confused. */
export const maskText: ResultText<'mask'> = {
  json: ({ classes, confusion, accuracies }, names) => ({
    classes: classes.map((figures, index) => ({ name: names[index], ...figures })),
    confusion,
    accuracies: Array.from(accuracies),
  }),
  lines: ({ classes, confusion }, names) => {
    const share = (value: number) => (Number.isNaN(value) ? '-' : formatPercent(value));
    return [
      ...formatTable(
        [
          { title: 'class', align: 'left' },
          ...['IoU', 'precision', 'recall', 'pixels'].map((title) => ({ title, align: 'right' as const })),
        ],
        classes.map(({ iou, precision, recall, count }, index) => [
          names[index] ?? String(index),
          ...[iou, precision, recall].map(share),
          groupDigits(count),
        ]),
      ),
      '',
      ...confusionTable(names, confusion),
    ];
  },
};
