// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../contract/contract';
import type { Finding } from '../../../graph-runtime/run-health/finding';
import { i18n } from '../../messages/i18n';
import { useFindingMarks } from '../../store/runs/findings';
import { connectRuns, runsStore } from '../../store/runs/runs';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { readPreset } from '../../store/testing/documents';
import { useView } from '../../store/view/view';
import { connectMain, type MainProcess, openWindow, show, text } from '../../testing/render';
import { Findings } from './Findings';

const deadUnits = (paths: readonly string[]): Finding => ({
  code: 'dead-units',
  severity: 'problem',
  paths,
  values: { since: 10, percent: 40, path: paths[0] ?? '' },
});

describe('the findings of a run', () => {
  let main: MainProcess;

  beforeEach(async () => {
    const connected = connectMain({ 'run:current': () => null });
    main = connected;
    runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
    useSavedRuns.setState({ runs: [] });
    connectRuns(runsStore, connected.bridge);
    await openWindow(readPreset('lenet'));
  });

  const send = (event: RunEvent) => act(() => main.emit('run:event', { runId: 'r1', event }));

  it('come and go with the run, and mark the nodes they concern', () => {
    show(<Findings runId="r1" />);
    expect(screen.queryByTestId('findings')).toBeNull();
    send({ type: 'findings', findings: [deadUnits(['conv1', 'conv2'])] });
    expect(screen.getByRole('heading', { name: 'Dead ReLUs' })).toBeTruthy();
    expect([...useFindingMarks.getState().byPath.keys()]).toEqual(['conv1', 'conv2']);
    send({ type: 'findings', findings: [] });
    expect(screen.queryByTestId('findings')).toBeNull();
    expect(useFindingMarks.getState().byPath.size).toBe(0);
  });

  it('lead to a node, and say how many more there are', async () => {
    const user = show(<Findings runId="r1" />);
    send({ type: 'findings', findings: [deadUnits(readPreset('lenet').nodes.map(({ id }) => id))] });
    const nodes = within(screen.getByTestId('findings')).getAllByRole('button');
    expect(nodes).toHaveLength(8);
    expect(screen.getByText(text('inside:moreNodes', { count: 6 }))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Conv2D (conv1)' }));
    expect([...useView.getState().selectedNodes]).toEqual(['conv1']);
  });

  it('are in the language of the window', async () => {
    show(<Findings runId="r1" />);
    send({ type: 'findings', findings: [deadUnits(['conv1'])] });
    await act(() => i18n.changeLanguage('zh-Hant'));
    expect(screen.getByRole('heading', { name: '失效的 ReLU' })).toBeTruthy();
  });
});
