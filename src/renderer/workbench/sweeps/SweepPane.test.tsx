// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunSummary, SweepSummary } from '../../../contract/contract';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { runSummary } from '../../store/testing/runs';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { SweepPane } from './SweepPane';

/** A sweep of three trials with the best metrics of their runs. */
function sweepOf(runs: readonly Partial<RunSummary>[]): SweepSummary {
  const saved = runs.map((changes, at) => runSummary({ runId: `run-${at + 1}`, ...changes }));
  act(() => useSavedRuns.setState({ runs: saved }));
  return {
    ...{ sweepId: 'sweep-1', name: 'Rates', documentName: 'Reader', startedAt: 0, phase: 'done' },
    axes: [{ parameter: 'learningRate', values: [0.1, 0.01, 0.001] }],
    trials: saved.map(({ runId }, at) => ({ values: [0.1 / 10 ** at], runId, phase: 'done' })),
  };
}

const rows = () => screen.getAllByTestId('trial');
const bestRow = () => rows().filter((row) => row.hasAttribute('data-best'));
const cell = (row: HTMLElement | undefined, at: number) => row?.querySelectorAll('td')[at]?.textContent;
const heads = () =>
  within(screen.getByTestId('sweep-table'))
    .getAllByRole('columnheader')
    .map((head) => head.textContent);

describe('the trials of a sweep', () => {
  beforeEach(async () => {
    connectMain();
    await openWindow();
  });

  it.each([
    ['classes', 'meanF1', [0.5, 0.9, 0.7], 'Mean F1 score', '90.00%'],
    ['numbers', 'r2', [-0.5, 0.25, 0.125], 'R²', '0.25'],
    ['mask', 'meanIou', [0.5, 0.9, 0.7], 'Mean IoU', '90.00%'],
    // Of errors the smallest is the best, and comes first.
    ['input', 'meanSquaredError', [0.5, 0.125, 0.25], 'Mean squared error', '0.125'],
  ] as const)('are ranked by the main metric of %s: %s', (target, id, values, name, best) => {
    show(
      <SweepPane sweep={sweepOf(values.map((value) => ({ target, bestTestMetrics: { [id]: value } })))} />,
    );
    expect(heads()[2]).toContain(name);
    expect(bestRow().map((row) => cell(row, 2))).toEqual([best]);
    expect(rows()[0]).toBe(bestRow()[0]);
    const isError = target === 'input';
    const head = within(screen.getByTestId('sweep-table')).getAllByRole('columnheader')[2];
    expect(head?.getAttribute('aria-sort')).toBe(isError ? 'ascending' : 'descending');
    const plot = screen.getByTestId('parallel-coordinates');
    expect(plot.textContent).toContain(name);
    const strongest = [...plot.querySelectorAll('path')].reduce((one, other) =>
      Number(other.getAttribute('stroke-opacity')) > Number(one.getAttribute('stroke-opacity')) ? other : one,
    );
    expect(strongest.hasAttribute('data-best')).toBe(true);
  });

  it('are ranked by the accuracy where there is one class', () => {
    show(<SweepPane sweep={sweepOf([{ bestTestAccuracy: 0.5 }, { bestTestAccuracy: 0.75 }])} />);
    expect(heads()[2]).toContain(text('sweeps:accuracy'));
    expect(bestRow().map((row) => cell(row, 2))).toEqual(['75.00%']);
  });
});
