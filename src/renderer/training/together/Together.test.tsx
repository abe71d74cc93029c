// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { act } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CheckedMachine, RemoteMachine } from '../../../contract/contract';
import { useMachines } from '../../store/runs/machines';
import { createRunStatus } from '../../../contract/contract';
import { runsStore } from '../../store/runs/runs';
import { createRunRecord } from '../../store/runs/runs-record';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { useTogetherQuestion } from '../../store/runs/together-question';
import { useTrainOn } from '../../store/runs/train-on';
import { readPreset } from '../../store/testing/documents';
import { useView } from '../../store/view/view';
import { connectMain, type MainProcess, openWindow, show, text } from '../../testing/render';
import { forecastOf } from '../forecast/use-group-forecast';
import { TrainPlace } from '../status/TrainPlace';
import { ExpectedSpeed } from './ExpectedSpeed';
import { TogetherDialog } from './TogetherDialog';
import { TogetherQuestion } from './TogetherQuestion';

const lenet = readPreset('lenet');
const machine = (name: string): RemoteMachine => ({
  name,
  host: `${name}.example`,
  folder: '.netloom',
  slurm: null,
});
const cluster: RemoteMachine = {
  ...machine('cluster'),
  slurm: { partition: null, nodes: null, cores: null, gres: null, time: null },
};
const checked: CheckedMachine = {
  ...{ hostKey: 'ED25519 SHA256:x', system: 'Linux', machine: 'x86_64', processor: 'Xeon', cores: 4 },
  ...{
    memoryBytes: 8e9,
    cards: [],
    versions: ['1'],
    freeBytes: 1e9,
    version: '1',
    isInstalled: true,
    lineBits: 0.4e9,
  },
};

let main: MainProcess;
beforeEach(async () => {
  main = connectMain({
    'machines:check': ({ name }) => ({ ...checked, isInstalled: name !== 'bare' }),
    'run:start': () => ({ runId: 'run-a-1' }),
  });
  runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
  useSavedRuns.setState({ runs: [] });
  useTrainOn.setState({ machine: null, isTogether: false, others: [], line: null });
  useTogetherQuestion.setState({ question: null });
  const machines = [machine('lab1'), machine('lab2'), machine('bare'), cluster];
  useMachines.setState({ machines, states: new Map() });
  await openWindow(lenet);
});
const asked = (channel: string) =>
  main.requests.filter((request) => request.channel === channel).map(({ payload }) => payload);
const box = (name: string) =>
  screen.getByRole<HTMLInputElement>('checkbox', { name: text('machines:together.chooseNamed', { name }) });
const stateOf = (name: string) =>
  screen.getAllByTestId('group-machine').find(({ dataset }) => dataset.machine === name)?.textContent;

describe('the choice of machines that train together', () => {
  const choose = () => {
    const user = show(
      <>
        <TrainPlace />
        <TogetherDialog />
      </>,
    );
    act(() => useView.getState().openDialog('together'));
    return user;
  };

  it('looks at those that are chosen, and is offered when they can train', async () => {
    const user = choose();
    const use = screen.getByTestId<HTMLButtonElement>('use-machines');
    expect(use.disabled).toBe(true);
    await user.click(box('lab1'));
    await user.click(box('lab2'));
    await waitFor(() => expect(stateOf('lab2')).toContain(text('machines:together.ready')));
    expect(asked('machines:check')).toEqual([{ name: 'lab1' }, { name: 'lab2' }]);
    expect(screen.getByTestId('line-speed').textContent).toBe(
      text('machines:together.measured', { speed: '0.4 Gb/s' }),
    );
    await user.click(use);
    expect(useTrainOn.getState()).toMatchObject({
      isTogether: true,
      others: ['lab1', 'lab2'],
      machine: null,
    });
    expect(useView.getState().dialog).toBeNull();
    const names = text('machines:together.chosen', { names: 'lab1 and lab2' });
    expect(screen.getByTestId('train-on').textContent).toContain(names);
  });

  it('is not offered with a machine that has no trainer, and has none that trains by Slurm', async () => {
    const user = choose();
    await user.click(box('bare'));
    await waitFor(() => expect(stateOf('bare')).toContain(text('machines:together.notInstalled')));
    expect(screen.getByTestId<HTMLButtonElement>('use-machines').disabled).toBe(true);
    expect(box('cluster').disabled).toBe(true);
    expect(stateOf('cluster')).toContain(text('machines:together.bySlurm'));
  });

  it('looks again at a machine that could not be used the last time', async () => {
    const failure = { code: 'remote-unreachable', values: { host: 'lab1', reason: 'timeout' } };
    const unknown = { busy: null, report: null, installed: null, progress: null };
    useMachines.setState({ states: new Map([['lab1', { ...unknown, failure }]]) });
    const user = choose();
    expect(stateOf('lab1')).toContain('cannot be reached');
    await user.click(box('lab1'));
    await waitFor(() => expect(stateOf('lab1')).toContain(text('machines:together.ready')));
  });

  it('says why batches cannot be divided', async () => {
    const { training } = lenet;
    await openWindow({ ...lenet, training: { ...training, batchSize: 32, microBatchSize: 8 } });
    const user = choose();
    await user.click(box('lab1'));
    expect(screen.getByRole('alert').textContent).toContain('2 replicas cannot divide batches of 32');
  });

  it('is gone with a machine that is not on the list any more', () => {
    useTrainOn.getState().chooseTogether(['lab1', 'lab2'], 1);
    useTrainOn.getState().keep(['lab1', 'lab2', 'bare']);
    expect(useTrainOn.getState().isTogether).toBe(true);
    useTrainOn.getState().keep(['lab1']);
    expect(useTrainOn.getState()).toMatchObject({ isTogether: false, others: ['lab1'] });
  });
});

describe('the question before a run on several machines', () => {
  beforeEach(() => useTrainOn.getState().chooseTogether(['lab1', 'lab2'], 10));
  const start = async () => {
    const user = show(<TogetherQuestion />);
    act(() => void runsStore.getState().start(lenet));
    const dialog = await screen.findByRole('dialog');
    expect(asked('run:start')).toEqual([]);
    return { user, dialog };
  };

  it('says what is sent where, and only its answer starts the run', async () => {
    const { user, dialog } = await start();
    expect(within(dialog).getByTestId('group-names').textContent).toContain('lab1 and lab2');
    expect(dialog.textContent).toContain(text('machines:together.closed'));
    expect(dialog.textContent).toContain('Fashion-MNIST');
    await user.click(screen.getByTestId('train-together'));
    await waitFor(() => expect(asked('run:start')).toHaveLength(1));
    const together = { names: ['lab1', 'lab2'], isNetworkClosed: true };
    expect(asked('run:start')).toMatchObject([{ together }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('can be answered with this machine alone', async () => {
    const { user } = await start();
    await user.click(screen.getByTestId('train-alone'));
    await waitFor(() => expect(asked('run:start')).toHaveLength(1));
    expect(asked('run:start')).toEqual([{ document: lenet }]);
  });

  it('starts nothing when it is closed', async () => {
    const { user } = await start();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked('run:start')).toEqual([]);
    expect(runsStore.getState().isStarting).toBe(false);
  });
});

describe('what to expect', () => {
  it('is said to be not worth it where the line is too slow', () => {
    // 44 MB take 0.35 s over 1 Gb/s.
    for (const stepSeconds of [0.05, 0.8, 20]) {
      show(<ExpectedSpeed forecast={forecastOf({ stepSeconds, trainableParameters: 11e6 }, 2, 1)} />);
    }
    expect(screen.getAllByTestId('expected-speed').map(({ textContent }) => textContent)).toEqual([
      text('machines:together.forecastSlower'),
      text('machines:together.forecastPoor', { factor: '1.1' }),
      text('machines:together.forecast', { factor: '1.9' }),
    ]);
  });
});

describe('a run on several machines', () => {
  it('says where it trains', () => {
    const record = createRunRecord('run-a-1', lenet.name, lenet);
    runsStore.setState({ runs: [{ ...record, ...createRunStatus(), phase: 'training' }] });
    const together = [
      { name: 'lab1', host: 'lab1' },
      { name: 'lab2', host: 'me@far' },
    ];
    useSavedRuns.setState({ runs: [{ runId: 'run-a-1', together } as never] });
    show(<TrainPlace />);
    expect(screen.getByTestId('run-place').textContent).toContain('lab1 and lab2 (me@far)');
  });
});
