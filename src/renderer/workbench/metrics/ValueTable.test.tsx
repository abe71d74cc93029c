// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EpochPoint, RunEvent } from '../../../contract/contract';
import { connectRuns, runsStore } from '../../store/runs/runs';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { epochPoint } from '../../store/testing/runs';
import { connectMain, type MainProcess, openWindow, show, text } from '../../testing/render';
import { ValueTable } from './ValueTable';

describe('the table of all values', () => {
  let main: MainProcess;

  beforeEach(async () => {
    const connected = connectMain({ 'run:current': () => null });
    main = connected;
    runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
    useSavedRuns.setState({ runs: [], chosen: [], details: new Map() });
    connectRuns(runsStore, connected.bridge);
    await openWindow();
  });

  const send = (runId: string, ...events: RunEvent[]) =>
    act(() => {
      for (const event of events) main.emit('run:event', { runId, event });
    });
  const epoch = (point: EpochPoint): RunEvent => ({ type: 'epoch', point });
  const rows = () => screen.getAllByRole('row').filter((row) => row.hasAttribute('aria-rowindex'));
  const epochs = () => rows().map((row) => within(row).getAllByRole('cell')[0]?.textContent);
  const head = () => screen.getAllByRole('columnheader').map((cell) => cell.textContent ?? '');

  it('has the newest run and its newest epoch first', () => {
    send('r1', epoch(epochPoint(1)), epoch(epochPoint(2)), { type: 'done', seconds: 6 });
    send('r2', epoch(epochPoint(1)));
    show(<ValueTable />);
    expect(epochs()).toEqual(['1', '2', '1']);
    send('r2', epoch(epochPoint(2)));
    expect(epochs()).toEqual(['2', '1', '2', '1']);
    expect(rows().map((row) => row.getAttribute('aria-rowindex'))).toEqual(['2', '3', '4', '5']);
  });

  it('has columns for validation once a run has such values; the others have none', () => {
    send('r1', epoch(epochPoint(1)), { type: 'done', seconds: 6 });
    show(<ValueTable />);
    const isValidated = () => head().some((name) => name.startsWith(text('training:validationColumns')));
    expect(isValidated()).toBe(false);
    send('r2', epoch(epochPoint(1, { validationLoss: 0.5, validationAccuracy: 0.25 })));
    expect(isValidated()).toBe(true);
    const [newest, older] = rows().map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    );
    expect(newest?.slice(3, 5)).toEqual(['0.5000', '25.00%']);
    expect(older?.slice(3, 5)).toEqual(['–', '–']);
  });

  it('hides a run whose curves are hidden', () => {
    send('r1', epoch(epochPoint(1)), epoch(epochPoint(2)), { type: 'done', seconds: 6 });
    send('r2', epoch(epochPoint(1)));
    show(<ValueTable />);
    act(() => runsStore.getState().setRunShown('r1', false));
    expect(epochs()).toEqual(['1']);
  });
});
