import { describe, expect, it } from 'vitest';
import {
  type Channel,
  type EventName,
  type Events,
  type NetloomBridge,
  type Replies,
  type Reply,
  type RunDetails,
  type RunEvent,
  type RunPhase,
  type RunSnapshot,
  requestOfRun,
} from '../../../contract/contract';
import { documentSchema } from '../../../graph-runtime/document/document';
import { compiled, runSummary } from '../testing/runs';
import { connectRuns, createRunsStore, currentRun, isTraining } from './runs';
import {
  applyRunEvent,
  createRunRecord,
  currentEpochOf,
  progressOf,
  type RunRecord,
  runFromSnapshot,
} from './runs-record';

const step = (...steps: number[]): RunEvent => ({
  type: 'step',
  points: steps.map((number) => ({ step: number, epoch: number / 10, loss: 2.3, accuracy: 0.1 })),
  examplesPerSecond: 1_000,
  secondsLeft: 4,
});
const epoch = (number: number): RunEvent => ({
  type: 'epoch',
  point: {
    epoch: number,
    trainLoss: 2,
    trainAccuracy: 0.2,
    testLoss: 2.1,
    testAccuracy: 0.19,
    seconds: 1,
    examplesPerSecond: 1_000,
  },
});
const wholeRun: readonly RunEvent[] = [
  { type: 'preparing', task: 'data' },
  { type: 'preparing', task: 'compiling' },
  compiled,
  step(1, 5, 10),
  { type: 'evaluating', epoch: 1 },
  epoch(1),
  step(15, 20),
  { type: 'evaluating', epoch: 2 },
  epoch(2),
  { type: 'done', seconds: 9 },
];

const play = (events: readonly RunEvent[]) => events.reduce(applyRunEvent, createRunRecord('r1', 'LeNet'));
const snapshotOf = (run: RunRecord): RunSnapshot => ({
  runId: 'r1',
  documentName: 'LeNet',
  document,
  status: run,
  points: [...run.steps.column('step')].map((number) => ({
    step: number,
    epoch: number / 10,
    loss: 2.3,
    accuracy: 0.1,
  })),
  epochs: run.epochs.toArray(),
  health: run.health.toArray(),
});

describe('a run and its events', () => {
  it('goes through its phases', () => {
    const phases = wholeRun.map((_, index) => play(wholeRun.slice(0, index + 1)).phase);
    expect(phases.slice(0, 3)).toEqual(['preparing', 'preparing', 'training']);
    expect(phases.slice(3, 9).every((phase) => phase === 'training')).toBe(true);
    expect(phases[9]).toBe('done');
    const done = play(wholeRun);
    expect(done.seconds).toBe(9);
    expect(done.epochs.map((point) => point.epoch)).toEqual([1, 2]);
    expect([...done.steps.epochs]).toEqual([0.1, 0.5, 1, 1.5, 2]);
    expect(progressOf(done)).toBe(1);
  });

  it('counts epochs from one and progress in steps', () => {
    const atStart = play(wholeRun.slice(0, 3));
    expect([currentEpochOf(atStart), progressOf(atStart)]).toEqual([0, 0]);
    const atTen = play(wholeRun.slice(0, 4));
    expect([currentEpochOf(atTen), progressOf(atTen)]).toEqual([1, 0.5]);
    const atTwenty = play(wholeRun.slice(0, 7));
    expect([currentEpochOf(atTwenty), progressOf(atTwenty)]).toEqual([2, 1]);
  });

  it('says when the test pass runs', () => {
    expect(play(wholeRun.slice(0, 5)).evaluatingEpoch).toBe(1);
    expect(play(wholeRun.slice(0, 6)).evaluatingEpoch).toBeNull();
  });

  it('is changed by nothing once it has ended', () => {
    const failed = play([
      ...wholeRun.slice(0, 4),
      { type: 'failed', failure: { code: 'trainer-died', values: {} } },
    ]);
    expect(failed.phase).toBe('failed');
    expect(failed.failure?.code).toBe('trainer-died');
    expect(applyRunEvent(failed, { type: 'stopped', step: 10 })).toBe(failed);
  });

  it('is the same when events arrive twice', () => {
    const once = play(wholeRun.slice(0, 7));
    const twice = wholeRun.slice(0, 7).reduce(applyRunEvent, play(wholeRun.slice(0, 7)));
    expect(twice.epochs).toEqual(once.epochs);
    expect([...twice.steps.epochs]).toEqual([...once.steps.epochs]);
    expect(twice.phase).toBe('training');
    expect(twice.evaluatingEpoch).toBeNull();
  });

  it('comes back from a snapshot, also in the middle of a stop', () => {
    const restored = runFromSnapshot(snapshotOf(requestOfRun(play(wholeRun.slice(0, 4)), 'stop')));
    expect(restored.phase).toBe('stopping');
    expect(restored.stepCount).toBe(3);
    expect(applyRunEvent(restored, step(11)).phase).toBe('stopping');
    expect(applyRunEvent(restored, { type: 'stopped', step: 11 }).phase).toBe('stopped');
  });
});

type Handler = (channel: Channel, request: unknown) => Promise<Reply<unknown>>;

/** Main as the window sees it: answers written down here, and a way to send events. */
function createMain(handler: Handler) {
  const listeners = new Set<(payload: Events['run:event']) => void>();
  const bridge: NetloomBridge = {
    invoke: (channel, request) => handler(channel, request) as Promise<Reply<Replies[typeof channel]>>,
    on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => {
      const entry = listener as (payload: Events['run:event']) => void;
      if (event === 'run:event') listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
  const send = (runId: string, event: RunEvent) => {
    for (const listener of listeners) listener({ runId, event });
  };
  return { bridge, send };
}

const document = documentSchema.parse({ format: 'netloom', version: 2, name: 'LeNet', nodes: [], edges: [] });
const phasesOf = (store: ReturnType<typeof createRunsStore>): RunPhase[] =>
  store.getState().runs.map((run) => run.phase);

describe('the store of runs', () => {
  it('starts a run, follows it and keeps it beside the next one', async () => {
    let count = 0;
    const main = createMain(async (channel) => {
      if (channel === 'run:current') return { ok: true, value: null };
      count += 1;
      return { ok: true, value: { runId: `r${count}` } };
    });
    const store = createRunsStore(() => main.bridge);
    connectRuns(store, main.bridge);
    await Promise.resolve();
    await store.getState().start(document);
    expect(isTraining(store.getState())).toBe(true);
    for (const event of wholeRun) main.send('r1', event);
    expect(isTraining(store.getState())).toBe(false);
    await store.getState().start(document);
    main.send('r2', compiled);
    expect(phasesOf(store)).toEqual(['done', 'training']);
    expect(currentRun(store.getState())?.runId).toBe('r2');
  });

  it('does not lose events that come before the answer to the request', async () => {
    let answer: (reply: Reply<unknown>) => void = () => undefined;
    const main = createMain((channel) =>
      channel === 'run:current'
        ? Promise.resolve({ ok: true, value: null })
        : new Promise((resolve) => {
            answer = resolve;
          }),
    );
    const store = createRunsStore(() => main.bridge);
    connectRuns(store, main.bridge);
    await Promise.resolve();
    await Promise.resolve();
    const started = store.getState().start(document);
    main.send('r1', { type: 'preparing', task: 'data' });
    answer({ ok: true, value: { runId: 'r1' } });
    await started;
    expect(store.getState().runs).toHaveLength(1);
    expect(currentRun(store.getState())?.task).toBe('data');
    expect(currentRun(store.getState())?.documentName).toBe('LeNet');
  });

  it('says why a run was refused and lets another be started', async () => {
    const main = createMain(async (channel) =>
      channel === 'run:current'
        ? { ok: true, value: null }
        : { ok: false, error: { code: 'network-not-trainable', values: {}, path: 'conv1' } },
    );
    const store = createRunsStore(() => main.bridge);
    await store.getState().start(document);
    expect(store.getState().requestFailure?.code).toBe('network-not-trainable');
    expect(isTraining(store.getState())).toBe(false);
  });

  it('shows that it is stopping at once, and takes it back when main refuses', async () => {
    let isStopRefused = false;
    const main = createMain(async (channel) => {
      if (channel === 'run:start') return { ok: true, value: { runId: 'r1' } };
      if (channel === 'run:stop' && isStopRefused)
        return { ok: false, error: { code: 'no-such-run', values: {} } };
      return { ok: true, value: null };
    });
    const store = createRunsStore(() => main.bridge);
    connectRuns(store, main.bridge);
    await store.getState().start(document);
    main.send('r1', compiled);
    const stopping = store.getState().stop();
    expect(phasesOf(store)).toEqual(['stopping']);
    await stopping;
    main.send('r1', step(3));
    expect(phasesOf(store)).toEqual(['stopping']);
    main.send('r1', { type: 'stopped', step: 3 });
    expect(phasesOf(store)).toEqual(['stopped']);

    isStopRefused = true;
    const other = createRunsStore(() => main.bridge);
    await other.getState().start(document);
    await other.getState().stop();
    expect(phasesOf(other)).toEqual(['preparing']);
    expect(other.getState().requestFailure?.code).toBe('no-such-run');
  });

  it('does not complain when a run ended by itself while it was asked to stop', async () => {
    const main = createMain(async (channel) => {
      if (channel === 'run:start') return { ok: true, value: { runId: 'r1' } };
      if (channel !== 'run:stop') return { ok: true, value: null };
      main.send('r1', { type: 'done', seconds: 3 });
      return { ok: false, error: { code: 'run-unknown', values: {} } };
    });
    const store = createRunsStore(() => main.bridge);
    connectRuns(store, main.bridge);
    await store.getState().start(document);
    main.send('r1', compiled);
    await store.getState().stop();
    expect(phasesOf(store)).toEqual(['done']);
    expect(store.getState().requestFailure).toBeNull();
  });

  const kept: RunDetails = {
    summary: runSummary({
      runId: 'r1',
      phase: 'interrupted',
      isResumable: true,
      settings: document.training,
    }),
    document,
    points: [1, 5].map((number) => ({ step: number, epoch: number / 10, loss: 3, accuracy: 0.1 })),
    epochs: [],
    health: [],
  };

  it('resumes a run of another day on its curves so far, also when its events come before the reply', async () => {
    const main = createMain(async (channel) => {
      if (channel === 'runs:get') return { ok: true, value: kept };
      if (channel !== 'run:resume') return { ok: true, value: null };
      main.send('r1', { type: 'preparing', task: 'starting' });
      main.send('r1', { ...compiled, resumedAtStep: 5 });
      main.send('r1', step(8));
      return { ok: true, value: { runId: 'r1' } };
    });
    const store = createRunsStore(() => main.bridge);
    connectRuns(store, main.bridge);
    await store.getState().resume('r1');
    expect(phasesOf(store)).toEqual(['training']);
    expect([...(currentRun(store.getState())?.steps.column('step') ?? [])]).toEqual([1, 5, 8]);
  });

  it('leaves everything as it was when a run cannot be resumed', async () => {
    const main = createMain(async (channel) =>
      channel === 'runs:get'
        ? { ok: true, value: kept }
        : { ok: false, error: { code: 'no-checkpoint', values: {} } },
    );
    const store = createRunsStore(() => main.bridge);
    await store.getState().resume('r1');
    expect(store.getState()).toMatchObject({ runs: [], isStarting: false });
    expect(store.getState().requestFailure?.code).toBe('no-checkpoint');
  });

  it('attaches to the run in progress after a reload, without counting the overlap twice', async () => {
    let answer: (reply: Reply<unknown>) => void = () => undefined;
    const main = createMain(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const store = createRunsStore(() => main.bridge);
    connectRuns(store, main.bridge);
    main.send('r1', step(1, 5, 10));
    main.send('r1', { type: 'evaluating', epoch: 1 });
    answer({ ok: true, value: snapshotOf(play(wholeRun.slice(0, 4))) });
    await new Promise((resolve) => setTimeout(resolve));
    const run = currentRun(store.getState());
    expect(run?.documentName).toBe('LeNet');
    expect(run?.stepCount).toBe(3);
    expect(run?.evaluatingEpoch).toBe(1);
  });
});
