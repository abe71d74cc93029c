// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectRuns, runsStore } from '../store/runs/runs';
import { epochPoint } from '../store/testing/runs';
import { connectMain, type MainProcess, openWindow, show, text } from '../testing/render';
import { EpochTable } from './EpochTable';

describe('the table of epochs', () => {
  let main: MainProcess;

  beforeEach(async () => {
    const connected = connectMain({ 'run:current': () => null });
    main = connected;
    runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
    connectRuns(runsStore, connected.bridge);
    await openWindow();
  });

  const finish = (from: number, to: number) =>
    act(() => {
      for (let epoch = from; epoch <= to; epoch += 1)
        main.emit('run:event', { runId: 'r1', event: { type: 'epoch', point: epochPoint(epoch) } });
    });
  const rows = () => screen.getAllByTestId(/^epoch-/);

  it('says when its first row comes', async () => {
    show(<EpochTable />);
    expect(screen.getByText(text('training:noEpochs'))).toBeTruthy();
    finish(1, 1);
    expect(rows()).toHaveLength(1);
  });

  it('has the newest epoch first, with its exact values', () => {
    show(<EpochTable />);
    finish(1, 2);
    expect(rows().map((row) => within(row).getByRole('rowheader').textContent)).toEqual(['2', '1']);
    const cells = within(screen.getByTestId('epoch-2')).getAllByRole('cell');
    expect(cells.slice(0, 4).map((cell) => cell.textContent)).toEqual([
      '0.5000',
      '50.00%',
      '1.0000',
      '75.00%',
    ]);
    finish(3, 3);
    expect(rows().map((row) => row.hasAttribute('data-newest'))).toEqual([true, false, false]);
  });

  it('has a place for each of thousands, and those in sight in the page', () => {
    show(<EpochTable />);
    finish(1, 3_000);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('3002');
    expect(rows().length).toBeLessThan(80);
    expect(rows()[0]?.getAttribute('data-testid')).toBe('epoch-3000');
    expect(rows()[0]?.getAttribute('aria-rowindex')).toBe('3');
  });
});
