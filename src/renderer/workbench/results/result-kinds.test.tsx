// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type {
  ClassEvaluation,
  ClassesEvaluation,
  DatasetSummary,
  EvaluationResult,
  InputEvaluation,
  MaskEvaluation,
  NumbersEvaluation,
  Prediction,
} from '../../../contract/contract';
import { targetKinds } from '../../../graph-runtime/targets/registry';
import { describedDataset } from '../../testing/dataset';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { resultsAsCsv } from './export-results';
import { Probabilities } from './Probabilities';
import { resultKind } from './result-kinds';

const base = { step: 7, count: 3, loss: 0.5 };
const image = { shape: [1, 2, 1], values: Float32Array.of(0, 1) };

const classes: ClassesEvaluation = {
  ...base,
  kind: 'classes',
  metrics: { meanF1: 0.7, exactMatch: 1 / 3 },
  classes: [
    { precision: 1, recall: 0.5, f1: 2 / 3, averagePrecision: 1, count: 2 },
    { precision: 2 / 3, recall: 1, f1: 0.8, averagePrecision: 0.9, count: 2 },
  ],
  labels: Uint8Array.of(1, 0, 0, 1, 1, 1),
  probabilities: Float32Array.of(0.9, 0.6, 0.1, 0.7, 0.4, 0.8),
};

const numbers: NumbersEvaluation = {
  ...base,
  kind: 'numbers',
  metrics: { r2: 0.9, meanAbsoluteError: 1, rootMeanSquaredError: 1.3 },
  numbers: [
    { name: 'price', meanSquaredError: 1.7, meanAbsoluteError: 1, rootMeanSquaredError: 1.3, r2: 0.9 },
    { name: 'age', meanSquaredError: 4, meanAbsoluteError: 2, rootMeanSquaredError: 2, r2: 0.1 },
  ],
  labels: Float32Array.of(10, 1, 20, 2, 30, 3),
  predictions: Float32Array.of(12, 1, 20, 2, 29, 3),
};

const mask: MaskEvaluation = {
  ...base,
  kind: 'mask',
  metrics: { meanIou: 0.5, pixelAccuracy: 0.75 },
  confusion: [
    [3, 1],
    [1, 3],
  ],
  classes: [
    { iou: 0.6, precision: 0.75, recall: 0.75, count: 4 },
    { iou: 0.4, precision: 0.7, recall: 0.7, count: 4 },
  ],
  accuracies: Float32Array.of(1, 0.25, 0.5),
};

const input: InputEvaluation = {
  ...base,
  kind: 'input',
  metrics: { meanSquaredError: 0.02 },
  errors: Float32Array.of(0.01, 0.02, 0.03),
};

const second: EvaluationResult = { ...input, kind: 'image' };

const one: ClassEvaluation = {
  ...base,
  kind: 'class',
  metrics: { accuracy: 2 / 3 },
  accuracy: 2 / 3,
  confusion: [
    [2, 0],
    [1, 0],
  ],
  classes: [
    { precision: 2 / 3, recall: 1, count: 2 },
    { precision: Number.NaN, recall: 0, count: 1 },
  ],
  labels: Int32Array.of(0, 0, 1),
  predictions: Int32Array.of(0, 0, 0),
  confidences: Float32Array.of(0.9, 0.8, 0.7),
};

const compared = {
  ...{ step: 7, count: 3, loss: 0.5, margins: Float32Array.of(0.4, -0.2, 0.1) },
};
const pair: EvaluationResult = { kind: 'pair', ...compared, metrics: { pairAccuracy: 2 / 3 } };
const triplet: EvaluationResult = { kind: 'triplet', ...compared, metrics: { tripletAccuracy: 2 / 3 } };

const results: readonly EvaluationResult[] = [one, classes, numbers, mask, second, input, pair, triplet];
const names = ['sky', 'grass'];

function datasetOf(target: DatasetSummary['target']): DatasetSummary {
  return describedDataset({ exampleShape: [1, 2, 1], target, testCount: 3 });
}

const datasets: Readonly<Record<EvaluationResult['kind'], DatasetSummary>> = {
  class: datasetOf({ kind: 'class', classNames: names }),
  classes: datasetOf({ kind: 'classes', classNames: names }),
  numbers: datasetOf({ kind: 'numbers', names: ['price', 'age'], mean: [0, 0], deviation: [1, 1] }),
  mask: datasetOf({ kind: 'mask', classNames: names }),
  image: datasetOf({ kind: 'image', channels: 1, scale: 1 }),
  input: datasetOf({ kind: 'none' }),
  pair: datasetOf({ kind: 'class', classNames: names }),
  triplet: datasetOf({ kind: 'class', classNames: names }),
};

/** Main with a run that answers every question for a prediction. */
function connect(value: Prediction['value'], truth: Prediction['truth'] = value): void {
  connectMain({
    'dataset:images': ({ indices }) => ({
      exampleShape: [1, 2, 1],
      pixels: new Uint8Array(2 * indices.length),
      labels: new Int32Array(),
    }),
    'run:inspect': (): Prediction => ({
      ...{ step: 7, probabilities: new Float32Array(), image, isInverted: false, value, truth },
    }),
  });
}

function showTab(result: EvaluationResult, view: string) {
  const tab = resultKind(result.kind).tabs.find((candidate) => candidate.view === view);
  if (tab === undefined) throw new Error(`no tab ${view}`);
  return show(<tab.Component runId="run-1" result={result} dataset={datasets[result.kind]} />);
}

const buttons = () =>
  within(screen.getByTestId('worst-examples'))
    .getAllByRole('button')
    .map((button) => button.textContent);

beforeEach(async () => {
  connectMain();
  await openWindow();
});

describe('results', () => {
  it('are shown of every kind of targets', () => {
    for (const { id } of targetKinds) expect(resultKind(id).tabs.length).toBeGreaterThan(0);
  });

  it.each(results)('of $kind are exported with a line for each test example', (result) => {
    const lines = resultsAsCsv(result, datasets[result.kind]).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + result.count);
    const widths = new Set(lines.map((line) => line.split(',').length));
    expect(widths.size).toBe(1);
    expect(lines[0]?.startsWith('index,')).toBe(true);
  });

  it.each(results)('of $kind have figures for a report in both languages', (result) => {
    for (const language of ['en', 'zh-Hant'] as const) {
      const { head, rows } = resultKind(result.kind).report(result, datasets[result.kind], language);
      expect(rows.length).toBeGreaterThan(0);
      for (const { cells } of rows) expect(cells).toHaveLength(head.length);
    }
  });
});

describe('several classes', () => {
  it('are found or not at a threshold that can be moved', () => {
    showTab(classes, 'classes');
    const row = () => screen.getByRole('row', { name: /sky/ }).textContent;
    expect(row()).toContain('50.0%');
    fireEvent.change(screen.getByRole('slider'), { target: { value: '0.3' } });
    expect(row()).not.toContain('50.0%');
  });

  it('say what was missed and what is wrong in the worst examples', () => {
    connect({ kind: 'classes', probabilities: Float32Array.of(0, 0) });
    showTab(classes, 'worst');
    expect(buttons()).toEqual(
      [
        text('results:missed', { names: 'sky' }),
        text('results:wronglySaid', { names: 'grass' }),
        text('results:allRight'),
      ].sort((a, b) => buttons().indexOf(a) - buttons().indexOf(b)),
    );
  });
});

describe('numbers', () => {
  it('are a scatter plot that the keyboard goes through by rising actual value', async () => {
    connect({ kind: 'numbers', values: Float32Array.of(12, 1) });
    const user = showTab(numbers, 'scatter');
    const plot = screen.getByTestId('scatter');
    const reading = (index: number, actual: string, predicted: string, difference: string) =>
      text('results:scatterPoint', { index, actual, predicted, difference });
    // The worst one is chosen first.
    expect(plot.getAttribute('aria-valuetext')).toBe(reading(0, '10', '12', '2'));
    plot.focus();
    await user.keyboard('{ArrowRight}');
    expect(plot.getAttribute('aria-valuetext')).toBe(reading(1, '20', '20', '0'));
    await user.keyboard('{End}');
    expect(plot.getAttribute('aria-valuetext')).toBe(reading(2, '30', '29', '-1'));
    expect(screen.getByTestId('predicted-numbers').textContent).toContain('29');
  });

  it('have the spread of their differences, and the worst examples first', () => {
    connect({ kind: 'numbers', values: Float32Array.of(12, 1) });
    showTab(numbers, 'residuals');
    expect(screen.getByTestId('histogram').textContent).toContain(text('results:residualsAxis'));
    showTab(numbers, 'worst');
    expect(buttons()[0]).toContain('12');
    expect(buttons()[2]).toContain('20');
  });
});

describe('masks', () => {
  it('are laid over the worst images, beside the actual ones', async () => {
    const seen = { kind: 'mask' as const, height: 1, width: 2, classes: Uint8Array.of(0, 1) };
    connect(seen, { ...seen, classes: Uint8Array.of(0, 0) });
    showTab(mask, 'worst');
    expect(buttons()).toEqual(['25%', '50%', '100%'].map((share) => text('results:pixelsRight', { share })));
    const comparison = await screen.findByTestId('mask-comparison');
    expect(comparison.textContent).toContain(text('results:pixelsRightOf', { right: 1, count: 2 }));
    expect(
      within(comparison)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(names);
    expect(within(comparison).getByRole('img', { name: /sky 50%, grass 50%/ })).toBeTruthy();
  });

  it('have the overlap of each class, the smallest first', () => {
    showTab(mask, 'classes');
    const rows = screen.getAllByRole('rowheader').map((header) => header.textContent);
    expect(rows).toEqual(['grass', 'sky']);
  });

  it('have a matrix of pixels in shares of each class', async () => {
    const user = showTab(mask, 'confusion');
    const cell = text('results:cell', { actual: 'sky', predicted: 'grass', text: '25%' });
    await user.click(screen.getByRole('button', { name: cell }));
    expect(screen.getByRole('button', { name: cell }).textContent).toBe('25%');
  });
});

describe('the input itself', () => {
  it('is shown beside its reconstruction, the worst one first', async () => {
    connect({ kind: 'input', values: { shape: [1, 2, 1], values: Float32Array.of(0.5, 1) } }, null);
    showTab(input, 'worst');
    expect(buttons()).toEqual(['0.03', '0.02', '0.01']);
    const seen = await screen.findByTestId('reconstruction');
    expect(seen.textContent).toContain(text('results:squaredErrorIs', { error: '0.125' }));
  });
});

describe('more than 256 classes, some of one name', () => {
  const many = Array.from({ length: 300 }, (_, at) => `class ${at % 290}`);
  const figures = many.map((_, at) => ({ precision: 1, recall: at / 300, count: 1 }));
  const labels = Int32Array.from(many, (_, at) => at);
  const result: ClassEvaluation = {
    ...one,
    ...{ count: 300, classes: figures, confusion: [], labels },
    predictions: labels.map((label) => (label + 1) % 300),
    confidences: new Float32Array(300).fill(0.5),
  };
  const dataset = datasetOf({ kind: 'class', classNames: many });

  it('are in every view, the worst first', () => {
    for (const { Component, view } of resultKind('class').tabs.filter(
      ({ view: one }) => one !== 'mistakes',
    )) {
      show(<Component key={view} runId="run-1" result={result} dataset={dataset} />);
    }
    expect(screen.getByTestId('class-table').getAttribute('aria-rowcount')).toBe('301');
    expect(within(screen.getByTestId('class-table')).getAllByRole('rowheader')[0]?.textContent).toBe(
      'class 0',
    );
    expect(screen.getByText(text('results:classesShown', { count: 40 }))).toBeTruthy();
  });

  it('are told apart in a prediction', () => {
    const probabilities = Float32Array.from(many, (_, at) => (at === 299 ? 0.6 : at === 9 ? 0.3 : 0));
    show(
      <Probabilities probabilities={probabilities} names={many} chosen={null} onChoose={() => undefined} />,
    );
    expect(screen.getAllByRole('button', { name: 'class 9' })).toHaveLength(2);
  });
});
