// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../contract/contract';
import { useSavedRuns } from '../store/runs/saved-runs';
import { connectMain, openWindow, show, text } from '../testing/render';
import { RunName } from './RunName';

const changes = [{ kind: 'setting', path: 'optimizer.learningRate', value: 0.1 }] as const;
const run = {
  runId: 'run-a-1',
  name: null,
  documentName: 'LeNet',
  label: { changes, number: 1 },
} as unknown as RunSummary;

describe('the name of a run', () => {
  beforeEach(async () => {
    await openWindow();
    useSavedRuns.setState({ runs: [run] });
  });

  it('says what differs, and is changed in its place', async () => {
    const main = connectMain({ 'runs:update': () => null });
    const user = show(<RunName runId="run-a-1" />);
    await user.dblClick(screen.getByRole('button', { name: 'LeNet, learning rate 0.1' }));
    await user.keyboard('Mine{Enter}');
    expect(main.requests).toContainEqual({
      channel: 'runs:update',
      payload: { runId: 'run-a-1', name: 'Mine' },
    });
    const named = await screen.findByRole('button', { name: 'Mine' });
    named.focus();
    await user.keyboard('{F2}');
    await user.clear(screen.getByRole('textbox', { name: text('runs:name') }));
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('button', { name: 'LeNet, learning rate 0.1' })).toBeDefined();
  });

  it('stays as it was after Escape', async () => {
    const main = connectMain();
    const user = show(<RunName runId="run-a-1" />);
    await user.dblClick(screen.getByRole('button', { name: 'LeNet, learning rate 0.1' }));
    await user.keyboard('Mine{Escape}');
    expect(await screen.findByRole('button', { name: 'LeNet, learning rate 0.1' })).toBeDefined();
    expect(main.requests.filter(({ channel }) => channel === 'runs:update')).toEqual([]);
  });
});
