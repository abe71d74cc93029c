// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { colorOfRun } from '../../charts/run-colors';
import { useDifferenceBase } from '../../store/document/difference';
import { useDocument } from '../../store/document/document';
import { connectRuns, runsStore } from '../../store/runs/runs';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { waitingRunOf } from '../../store/runs/waiting-run';
import { readPreset } from '../../store/testing/documents';
import { compiled, runSummary } from '../../store/testing/runs';
import { connectMain, type MainProcess, openWindow, show, text } from '../../testing/render';
import { RunHeader } from './RunHeader';

/** A line of the list of runs. */
const saved = runSummary();

describe('the head of a run', () => {
  let main: MainProcess;

  beforeEach(async () => {
    const connected = connectMain({
      'run:current': () => null,
      'run:start': () => ({ runId: 'r1' }) as never,
      'run:stop': () => null as never,
      'run:pause': () => null as never,
      'run:resume': () => ({ runId: 'r1' }) as never,
      'runs:update': () => null as never,
      'runs:get': () => ({
        summary: saved,
        document: readPreset('lenet'),
        points: [],
        epochs: [],
        health: [],
      }),
    });
    main = connected;
    runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
    useSavedRuns.setState({ runs: [], details: new Map() });
    connectRuns(runsStore, connected.bridge);
    await openWindow(readPreset('lenet'));
  });

  const send = (event: RunEvent) => act(() => main.emit('run:event', { runId: 'r1', event }));
  const button = (key: string) => screen.getByRole('button', { name: text(`training:${key}`) });

  it('starts the document that is open', async () => {
    const user = show(<RunHeader readiness={{ kind: 'ready' }} />);
    await user.click(button('train'));
    const request = main.requests.find(({ channel }) => channel === 'run:start');
    expect(request?.payload).toMatchObject({ document: { name: readPreset('lenet').name } });
  });

  it('cannot start while the canvas is empty', () => {
    show(<RunHeader readiness={{ kind: 'empty' }} />);
    expect(button('train')).toHaveProperty('disabled', true);
    expect(screen.getByRole('heading').textContent).toContain(text('training:emptyTitle'));
  });

  it('follows the run: preparing, training, done', async () => {
    show(<RunHeader readiness={{ kind: 'ready' }} />);
    await act(async () => undefined);
    send({ type: 'preparing', task: 'data' });
    expect(screen.getByRole('heading').textContent).toContain(text('training:preparingTitle'));
    send(compiled);
    expect(screen.getByRole('heading').textContent).toContain(text('training:trainingTitle'));
    send({ type: 'done', seconds: 9 });
    expect(screen.getByRole('heading').textContent).toContain(text('training:doneTitle'));
    expect(button('trainAgain')).toHaveProperty('disabled', false);
  });

  it('pauses and stops the run in progress', async () => {
    const user = show(<RunHeader readiness={{ kind: 'ready' }} />);
    await act(async () => undefined);
    send(compiled);
    await user.click(button('pause'));
    await waitFor(() => expect(main.requests.at(-1)?.channel).toBe('run:pause'));
    await user.click(button('stop'));
    await waitFor(() => expect(main.requests.at(-1)?.channel).toBe('run:stop'));
  });

  describe('says which network a run is of', () => {
    const edit = (nodes: (document: NetloomDocument) => NetloomDocument['nodes']) =>
      act(() => {
        const { document, replace } = useDocument.getState();
        replace({ key: 'changeTraining' }, { ...document, nodes: nodes(document) }, false);
      });
    /** LeNet trained to its end in this window. */
    const trainLenet = async (events: readonly RunEvent[] = [compiled, { type: 'done', seconds: 9 }]) => {
      const user = show(<RunHeader readiness={{ kind: 'ready' }} />);
      await user.click(button('train'));
      for (const event of events) send(event);
      return user;
    };
    const relation = () => screen.getByTestId('run-identity').dataset.relation;

    it('shows the color of the run, which its charts and its line of the list have', async () => {
      await trainLenet();
      const mark = screen.getByTestId('run-identity').querySelector('[data-run-color]');
      expect(mark?.getAttribute('data-run-color')).toBe(colorOfRun('r1'));
    });
    const toRelu = ({ nodes }: NetloomDocument) =>
      nodes.map((node) => (node.type === 'sigmoid' ? { ...node, type: 'relu' } : node));

    it('and how many layers of the canvas have changed since, while it trains and when it is over', async () => {
      await trainLenet([compiled]);
      expect(relation()).toBe('same');
      edit(toRelu);
      expect(relation()).toBe('changed');
      expect(screen.getByTestId('run-identity').textContent).toContain(
        text('training:changedSince', { count: 4 }),
      );
      send({ type: 'done', seconds: 9 });
      expect(relation()).toBe('changed');
      act(() => useDocument.getState().undo());
      expect(relation()).toBe('same');
    });

    it('and shows the difference on the canvas', async () => {
      const user = await trainLenet();
      edit(toRelu);
      await user.click(button('showChanges'));
      await waitFor(() => expect(useDifferenceBase.getState().base?.document.name).toBe('LeNet'));
      act(() => useDifferenceBase.getState().stop());
    });

    it('and asks before it continues a network that the canvas does not show', async () => {
      const user = await trainLenet([compiled, { type: 'stopped', step: 3 }]);
      act(() => useSavedRuns.setState({ runs: [{ ...saved, runId: 'r1', isResumable: true }] }));
      edit(({ nodes }) => nodes.filter(({ id }) => id !== 'sigmoid4'));
      await user.click(button('resume'));
      await screen.findByText(text('training:resumeQuestion', { name: 'LeNet' }));
      expect(main.requests.some(({ channel }) => channel === 'run:resume')).toBe(false);
      await user.click(screen.getByTestId('answer-changed'));
      await waitFor(() => expect(main.requests.at(-1)?.channel).toBe('run:start'));
      const { payload } = main.requests.at(-1) as { payload: { document: NetloomDocument } };
      expect(payload.document.nodes).toHaveLength(readPreset('lenet').nodes.length - 1);
    });

    it('and takes no run of another network for one of this one: each button names its network', async () => {
      const user = await trainLenet([compiled, { type: 'stopped', step: 3 }]);
      act(() => useSavedRuns.setState({ runs: [{ ...saved, runId: 'r1', isResumable: true }] }));
      act(() => useDocument.getState().open(readPreset('alexnet'), null));
      expect(screen.getByRole('heading').textContent).toContain(text('training:idleTitle'));
      expect(button('train')).toHaveProperty('disabled', false);
      await user.click(screen.getByRole('button', { name: text('training:resumeNamed', { name: 'LeNet' }) }));
      await waitFor(() => expect(main.requests.some(({ channel }) => channel === 'run:resume')).toBe(true));
      send({ type: 'preparing', task: 'data' });
      expect(relation()).toBe('other');
      expect(screen.getByTestId('run-identity').textContent).toContain('AlexNet');
    });
  });

  it('offers a run that the end of the app has left behind, until it is dismissed', async () => {
    const waiting = { ...saved, waiting: 'paused', isResumable: true, epochsDone: 3 } as const;
    useSavedRuns.setState({ runs: [waiting] });
    const user = show(<RunHeader readiness={{ kind: 'ready' }} />);
    expect(screen.getByRole('heading').textContent).toContain(text('training:pausedTitle'));
    expect(screen.getByTestId('waiting-run').textContent).toMatch(/epoch 4 of 10/);
    expect(button('train')).toHaveProperty('disabled', false);
    await user.click(button('dismiss'));
    expect(main.requests.at(-1)).toMatchObject({
      channel: 'runs:update',
      payload: { runId: waiting.runId, waiting: null },
    });
    expect(screen.getByRole('heading').textContent).toContain(text('training:idleTitle'));
  });

  it('does not offer what was trained since, another network’s run, or a trial of a sweep', () => {
    const waiting = { ...saved, waiting: 'paused', isResumable: true } as const;
    expect(waitingRunOf([waiting], 'LeNet')).toBe(waiting);
    expect(waitingRunOf([{ ...saved, runId: 'later' }, waiting], 'LeNet')).toBeNull();
    expect(waitingRunOf([{ ...waiting, documentName: 'AlexNet' }], 'LeNet')).toBeNull();
    expect(waitingRunOf([{ ...waiting, sweepId: 's' }], 'LeNet')).toBeNull();
  });

  it('says what is wrong with the run, and tries what may help as one edit that can be undone', async () => {
    const user = show(<RunHeader readiness={{ kind: 'ready' }} />);
    await user.click(button('train'));
    send(compiled);
    expect(screen.queryByTestId('run-finding')).toBeNull();
    const finding = { code: 'dead-units', severity: 'problem', paths: ['relu1'], values: {} } as const;
    send({ type: 'findings', findings: [finding] });
    expect(screen.getByTestId('run-finding').textContent).toContain('Dead ReLUs');
    await user.click(
      screen.getByRole('button', {
        name: text('training:stopAndTry', { cure: 'a learning rate of 0.09' }),
      }),
    );
    expect(main.requests.at(-1)?.channel).toBe('run:stop');
    expect(useDocument.getState().past).toEqual([]);
    send({ type: 'stopped', step: 40 });
    await waitFor(() => expect(main.requests.at(-1)?.channel).toBe('run:start'));
    const { payload } = main.requests.at(-1) as { payload: { document: NetloomDocument } };
    expect(payload.document.training.optimizer.learningRate).toBe(0.09);
    expect(useDocument.getState().past).toHaveLength(1);
    act(() => useDocument.getState().undo());
    expect(useDocument.getState().document.training.optimizer.learningRate).toBe(0.9);
  });
});
