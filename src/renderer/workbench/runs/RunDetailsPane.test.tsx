// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../../contract/contract';
import { i18n } from '../../messages/i18n';
import { runsStore } from '../../store/runs/runs';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { useSubjectChoice } from '../../store/runs/subject';
import { readPreset } from '../../store/testing/documents';
import { runSummary } from '../../store/testing/runs';
import { useWorkbench } from '../../store/view/workbench';
import { connectMain, type MainProcess, openWindow, show, text } from '../../testing/render';
import { RunDetailsPane } from './RunDetailsPane';

const lenet = readPreset('lenet');
const ended = runSummary({ name: 'First try', isResumable: true });
const finding = {
  code: 'dead-units',
  severity: 'problem',
  paths: ['relu1'],
  values: { since: 10, percent: 40, path: 'relu1' },
} as const;

describe('the details of a run', () => {
  let main: MainProcess;

  beforeEach(async () => {
    main = connectMain({
      'runs:update': () => null as never,
      'run:resume': () => ({ runId: 'r0' }) as never,
      'run:start': () => ({ runId: 'r1' }) as never,
      'runs:get': () => ({ summary: ended, document: lenet, points: [], epochs: [], health: [] }),
    });
    runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
    useSavedRuns.setState({ runs: [ended], details: new Map() });
    await openWindow(lenet);
  });

  const open = (run: RunSummary) => show(<RunDetailsPane run={run} onClose={() => undefined} />);
  const button = (key: string) => screen.queryByRole('button', { name: text(key) });
  const asked = (channel: string) => main.requests.filter((request) => request.channel === channel);

  it('saves a name when its field is left, and none where it was emptied', async () => {
    const user = open(ended);
    const field = screen.getByRole('textbox', { name: text('runs:name') });
    await user.clear(field);
    await user.type(field, '  Best  ');
    await user.tab();
    expect(asked('runs:update').at(-1)?.payload).toEqual({ runId: 'r0', name: 'Best' });
    expect(useSavedRuns.getState().runs?.[0]?.name).toBe('Best');
    await user.clear(field);
    await user.tab();
    expect(asked('runs:update').at(-1)?.payload).toEqual({ runId: 'r0', name: null });
  });

  it('saves notes when they are left, if they have changed', async () => {
    const user = open(ended);
    const field = screen.getByRole('textbox', { name: text('runs:notes') });
    await user.click(field);
    await user.tab();
    expect(asked('runs:update')).toEqual([]);
    await user.type(field, 'A larger rate next.');
    await user.tab();
    expect(asked('runs:update').at(-1)?.payload).toEqual({ runId: 'r0', notes: 'A larger rate next.' });
  });

  it('resumes the run, and trains the open network from its weights', async () => {
    const user = open(ended);
    await user.click(screen.getByTestId('resume-run'));
    await waitFor(() => expect(asked('run:resume').at(-1)?.payload).toMatchObject({ runId: 'r0' }));
    act(() => runsStore.setState({ runs: [], isStarting: false }));
    const start = button('runs:startFrom');
    if (start === null) throw new Error('There is no such button.');
    await user.click(start);
    await waitFor(() =>
      expect(asked('run:start').at(-1)?.payload).toMatchObject({ initialWeightsFrom: 'r0' }),
    );
  });

  it('offers what the run has: no resuming without a checkpoint, nothing while another run trains', () => {
    open({ ...ended, isResumable: false });
    expect(button('runs:resume')).toBeNull();
    expect(button('runs:startFrom')).toHaveProperty('disabled', false);
    act(() => runsStore.setState({ isStarting: true }));
    expect(button('runs:startFrom')).toHaveProperty('disabled', true);
  });

  it.each([
    ['en', 'Dead ReLUs', 'Since step 10, 40%'],
    ['zh-Hant', '失效的 ReLU', '40%'],
  ])(
    'says what was found wrong with it, and leads to the evidence (%s)',
    async (language, title, evidence) => {
      await act(() => i18n.changeLanguage(language));
      const user = open({ ...ended, findings: [finding] });
      const found = screen.getByTestId('saved-finding').textContent;
      expect(found).toContain(title);
      expect(found).toContain(evidence);
      const why = button('training:why');
      if (why === null) throw new Error('There is no way to the evidence.');
      await user.click(why);
      expect(useSubjectChoice.getState().chosen).toBe('r0');
      expect(useWorkbench.getState().tab).toBe('inside');
    },
  );
});
