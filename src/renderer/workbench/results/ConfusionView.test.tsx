// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClassEvaluation } from '../../../contract/contract';
import { i18n } from '../../messages/i18n';
import { describedDataset } from '../../testing/dataset';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { ClassTable } from './ClassTable';
import { ConfusionView } from './ConfusionView';

const dataset = describedDataset({
  exampleShape: [1, 1, 1],
  target: {
    kind: 'class',
    classNames: { en: ['Bag', 'Coat', 'Dress'], 'zh-Hant': ['包包', '外套', '洋裝'] },
  },
  trainCount: 10,
  testCount: 6,
});

/** Six images: of the two coats one is taken for a bag, both dresses for coats; nothing is taken for a dress. */
const result: ClassEvaluation = {
  kind: 'class',
  step: 5,
  count: 6,
  loss: 1,
  metrics: { accuracy: 0.5 },
  accuracy: 0.5,
  confusion: [
    [2, 0, 0],
    [1, 1, 0],
    [0, 2, 0],
  ],
  classes: [
    { precision: 2 / 3, recall: 1, count: 2 },
    { precision: 1 / 3, recall: 0.5, count: 2 },
    { precision: Number.NaN, recall: 0, count: 2 },
  ],
  labels: Int32Array.of(0, 0, 1, 1, 2, 2),
  predictions: Int32Array.of(0, 0, 0, 1, 1, 1),
  confidences: Float32Array.of(0.9, 0.8, 0.7, 0.6, 0.5, 0.75),
};

const cellOf = (actual: string, predicted: string, count: number) =>
  screen.getByRole('button', { name: text('results:cell', { actual, predicted, text: String(count) }) });

beforeEach(async () => {
  connectMain();
  await openWindow();
});

describe('the confusion matrix', () => {
  it('begins at what is confused most often, the most certain image first', () => {
    show(<ConfusionView runId="run-1" result={result} dataset={dataset} />);
    expect(cellOf('Dress', 'Coat', 2).getAttribute('aria-pressed')).toBe('true');
    const taken = text('results:takenFor', { actual: 'Dress', predicted: 'Coat' });
    expect(screen.getByRole('heading', { name: taken })).toBeTruthy();
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['75.0%', '50.0%']);
  });

  it('shows the images of the cell that is clicked', async () => {
    const user = show(<ConfusionView runId="run-1" result={result} dataset={dataset} />);
    await user.click(cellOf('Bag', 'Bag', 2));
    expect(screen.getByRole('heading', { name: text('results:rightOnes', { actual: 'Bag' }) })).toBeTruthy();
    await user.click(cellOf('Bag', 'Dress', 0));
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    expect(screen.getByText(text('results:noExamples'))).toBeTruthy();
  });

  it('is one stop of the Tab key, walked with the arrow keys as far as its edges', async () => {
    const user = show(<ConfusionView runId="run-1" result={result} dataset={dataset} />);
    await user.tab();
    expect(document.activeElement).toBe(cellOf('Dress', 'Coat', 2));
    await user.keyboard('{ArrowUp}');
    expect(document.activeElement).toBe(cellOf('Coat', 'Coat', 1));
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(document.activeElement).toBe(cellOf('Coat', 'Bag', 1));
    expect(cellOf('Coat', 'Bag', 1).getAttribute('aria-pressed')).toBe('true');
  });
});

describe('the table of classes', () => {
  const rows = () => screen.getAllByRole('row').slice(1);
  const names = () => rows().map((row) => within(row).getByRole('rowheader').textContent);
  const head = (column: 'name' | 'precision') =>
    screen.getByRole('button', { name: text(`results:classColumns.${column}`) });

  it('begins with the class that is found least, and computes F1', () => {
    show(<ClassTable result={result} dataset={dataset} />);
    expect(names()).toEqual(['Dress', 'Coat', 'Bag']);
    // 2 × (1/3 × 1/2) / (1/3 + 1/2) = 40%; what was never predicted has neither precision nor F1.
    const cells = (at: number) =>
      within(rows()[at] as HTMLElement)
        .getAllByRole('cell')
        .map((cell) => cell.textContent);
    expect(cells(1)).toEqual(['33.3%', '50.0%', '40.0%', '2']);
    expect(cells(0)).toEqual(['–', '0.0%', '–', '2']);
  });

  it('is sorted by the column that is pressed, with what has no value last either way', async () => {
    const user = show(<ClassTable result={result} dataset={dataset} />);
    await user.click(head('precision'));
    expect(names()).toEqual(['Bag', 'Coat', 'Dress']);
    await user.click(head('precision'));
    expect(names()).toEqual(['Coat', 'Bag', 'Dress']);
    expect(head('precision').closest('th')?.getAttribute('aria-sort')).toBe('ascending');
  });

  it('names the classes in the language of the window, or by number where they are not known', async () => {
    show(<ClassTable result={result} dataset={dataset} />);
    await act(() => i18n.changeLanguage('zh-Hant'));
    expect(names()).toEqual(['洋裝', '外套', '包包']);
    await openWindow();
    show(<ClassTable result={result} dataset={null} />);
    expect(names()).toEqual(['2', '1', '0']);
  });
});
