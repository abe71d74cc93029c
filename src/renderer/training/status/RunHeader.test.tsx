// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { act } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../contract/contract';
import { connectRuns, runsStore } from '../../store/runs/runs';
import { readPreset } from '../../store/testing/stages';
import { connectMain, type MainProcess, openWindow, show, text } from '../../testing/render';
import { RunHeader } from './RunHeader';

const compiled: RunEvent = {
  type: 'compiled',
  device: { kind: 'cpu', name: 'a processor', cores: 2 },
  engine: 'TensorFlow',
  trainableParameters: 61_706,
  stepsPerEpoch: 10,
  epochs: 2,
  trainCount: 100,
  testCount: 20,
  secondsToFirstStep: 1.5,
};

describe('the head of a run', () => {
  let main: MainProcess;

  beforeEach(async () => {
    const connected = connectMain({
      'run:current': () => null,
      'run:start': () => ({ runId: 'r1' }) as never,
      'run:stop': () => null as never,
      'run:pause': () => null as never,
    });
    main = connected;
    runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
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
    send({ type: 'preparing', stage: 'data' });
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
});
