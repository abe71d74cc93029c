import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../contract/contract';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { type SpeedRecord, speedRecordSchema } from '../../graph-runtime/estimate/speed-record';
import { trainingWorkOf } from '../../graph-runtime/estimate/training-work';
import { analyze } from '../../graph-runtime/infer/analyze';
import { parseDocument } from '../../graph-runtime/reading/parse';
import { findResourceRoot } from '../files/resource-root';
import type { Log } from '../log/log';
import { startForkedTrainer } from './forked-trainer';
import { RunSupervisor, type RunSupervisorOptions } from './run-supervisor';
import { startTrainerFromSources } from './testing/start-trainer';
import type { TrainerProcess } from './trainer-process';

const silent = () => undefined;
const log: Log = { info: silent, warning: silent, error: silent };

function lenet(epochs: number): NetloomDocument {
  const text = readFileSync(join(findResourceRoot(__dirname), 'presets', 'lenet.json'), 'utf8');
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error('lenet.json is no network');
  return { ...parsed.document, training: { ...parsed.document.training, epochs } };
}

/** A supervisor with real trainer processes, and all that it tells. */
class Stage {
  readonly speeds: SpeedRecord[] = [];
  readonly processes: TrainerProcess[] = [];
  readonly events: { runId: string; event: RunEvent }[] = [];
  readonly supervisor: RunSupervisor;
  #wake: () => void = silent;

  constructor(options: Partial<RunSupervisorOptions> = {}) {
    this.supervisor = new RunSupervisor({
      startTrainer: () => {
        const started = startTrainerFromSources();
        this.processes.push(started);
        return started;
      },
      onEvent: (runId, event) => {
        this.events.push({ runId, event });
        this.#wake();
      },
      log,
      availableMemory: () => 8e9,
      speeds: {
        machine: () => ({ processor: { cores: 2, instructions: 'avx2' }, records: this.speeds }),
        add: (record) => {
          this.speeds.push(record);
          this.#wake();
        },
      },
      ...options,
    });
  }

  /** Waits for an event of that type of the run. */
  async next<T extends RunEvent['type']>(runId: string, type: T): Promise<Extract<RunEvent, { type: T }>> {
    for (;;) {
      for (const { runId: id, event } of this.events) {
        if (id === runId && isOfType(event, type)) return event;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Waits until something was measured. */
  async nextSpeed(): Promise<SpeedRecord> {
    for (;;) {
      const [record] = this.speeds;
      if (record !== undefined) return record;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  start(epochs: number): string {
    const reply = this.supervisor.start({ document: lenet(epochs) });
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.value.runId;
  }
}

function isOfType<T extends RunEvent['type']>(
  event: RunEvent,
  type: T,
): event is Extract<RunEvent, { type: T }> {
  return event.type === type;
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

let stage: Stage;
afterEach(async () => {
  await stage.supervisor.shutDown(10_000);
  expect(stage.processes.filter(({ pid }) => isAlive(pid))).toEqual([]);
});

describe('RunSupervisor', () => {
  it('trains in the process that waited with its engine loaded, and has the next one wait', async () => {
    stage = new Stage();
    stage.supervisor.warmUp();
    stage.supervisor.warmUp();
    expect(stage.processes).toHaveLength(1);
    const runId = stage.start(1);
    expect(stage.supervisor.current()).toMatchObject({
      runId,
      documentName: 'LeNet',
      status: { phase: 'preparing' },
    });
    await stage.next(runId, 'done');
    const snapshot = stage.supervisor.snapshot();
    expect(snapshot?.status).toMatchObject({ phase: 'done', epochsDone: 1, hasWeights: false });
    expect(snapshot?.epochs.map(({ epoch }) => epoch)).toEqual([1]);
    expect(snapshot?.points.at(-1)?.step).toBe(snapshot?.status.lastStep);
    const first = stage.processes[0];
    await until(() => stage.processes.length === 2 && !isAlive(first?.pid));
  });

  it('tells of a trainer that was killed, and trains again in a new one', async () => {
    stage = new Stage();
    const runId = stage.start(1_000);
    await stage.next(runId, 'step');
    stage.processes[0]?.kill();
    const { failure } = await stage.next(runId, 'interrupted');
    expect(failure).toMatchObject({ code: 'trainer-died', values: { reason: 'signal SIGKILL' } });
    expect(stage.supervisor.isActive).toBe(false);

    const again = stage.start(1);
    expect(await stage.next(again, 'epoch')).toMatchObject({ point: { epoch: 1 } });
    await stage.next(again, 'done');
    expect(stage.events.filter(({ event }) => event.type === 'interrupted')).toHaveLength(1);
  });

  it('stops after the current step, and refuses a second run meanwhile', async () => {
    stage = new Stage();
    const runId = stage.start(1_000);
    await stage.next(runId, 'step');
    expect(stage.supervisor.start({ document: lenet(1) })).toMatchObject({
      ok: false,
      error: { code: 'run-in-progress' },
    });
    expect(stage.supervisor.progress).toBeGreaterThan(0);
    expect(stage.supervisor.stop(runId)).toEqual({ ok: true, value: null });
    expect(stage.supervisor.current()?.status.phase).toBe('stopping');
    const { step } = await stage.next(runId, 'stopped');
    expect(step).toBeGreaterThan(0);
    expect(stage.supervisor.stop(runId)).toMatchObject({ ok: false, error: { code: 'run-unknown' } });
    expect(stage.supervisor.progress).toBeNull();
  });

  it('takes a trainer that leaves while it is stopping for stopped, not for dead', async () => {
    stage = new Stage();
    const runId = stage.start(1_000);
    const { points } = await stage.next(runId, 'step');
    stage.supervisor.stop(runId);
    stage.processes[0]?.kill();
    const { step } = await stage.next(runId, 'stopped');
    expect(step).toBeGreaterThanOrEqual(points[points.length - 1]?.step ?? 1);
    expect(stage.events.filter(({ event }) => event.type === 'failed')).toEqual([]);
  });

  it('stops a run whose process has not come up yet', async () => {
    stage = new Stage();
    const runId = stage.start(1);
    stage.supervisor.stop(runId);
    expect(await stage.next(runId, 'stopped')).toEqual({ type: 'stopped', step: 0 });
  });

  it('ends a trainer that does not stop when asked to', async () => {
    stage = new Stage({
      stopGraceMilliseconds: 200,
      startTrainer: () => {
        const started = startTrainerFromSources();
        stage.processes.push(started);
        // A trainer deep in a native call hears nothing.
        return { ...started, send: (command) => command.type !== 'stop' && started.send(command) };
      },
    });
    const runId = stage.start(1_000);
    await stage.next(runId, 'step');
    stage.supervisor.stop(runId);
    expect((await stage.next(runId, 'stopped')).step).toBeGreaterThan(0);
    await until(() => !isAlive(stage.processes[0]?.pid));
  });

  it('says that the trainer does not start', async () => {
    stage = new Stage({
      startTrainer: () => startForkedTrainer({ entry: join(__dirname, 'no-such-trainer.js') }),
    });
    const { failure } = await stage.next(stage.start(1), 'failed');
    expect(failure.code).toBe('trainer-not-started');
    expect(failure.detail).toContain('no-such-trainer');
  });

  it('keeps no process waiting where memory is short', () => {
    stage = new Stage({ availableMemory: () => 1e9 });
    stage.supervisor.warmUp();
    expect(stage.processes).toEqual([]);
  });

  it('takes the time of every layer of a network, and gives it up for a training', async () => {
    stage = new Stage();
    const timed = await stage.supervisor.timeLayers(lenet(1));
    if (!timed.ok) throw new Error(timed.error.code);
    expect(timed.value.layers.map(({ path }) => path)).toContain('conv2');
    const document = { ...lenet(1), dataset: { id: 'nowhere' } };
    expect(await stage.supervisor.timeLayers(document)).toMatchObject({ error: { code: 'dataset-missing' } });
    const givenUp = stage.supervisor.timeLayers(lenet(1));
    const runId = stage.start(1);
    expect(await givenUp).toMatchObject({ error: { code: 'run-unknown' } });
    expect(await stage.supervisor.timeLayers(lenet(1))).toMatchObject({ error: { code: 'run-in-progress' } });
    await stage.next(runId, 'done');
  });

  it('learns from a run how long its steps take', async () => {
    stage = new Stage();
    await stage.next(stage.start(1), 'done');
    const record = await stage.nextSpeed();
    const { training } = lenet(1);
    const { key } = trainingWorkOf(analyze(lenet(1)), training, [28, 28, 1]);
    expect(record).toMatchObject({ source: 'run', key, precision: 'float32' });
    expect(speedRecordSchema.parse(record)).toEqual(record);
  });

  it('probes how long steps of a network take, and gives it up for a training', async () => {
    stage = new Stage();
    const reply = await stage.supervisor.measureSpeed(lenet(1));
    expect(reply).toMatchObject({ ok: true, value: { source: 'probe' } });
    expect(stage.speeds).toHaveLength(1);
    const document = { ...lenet(1), dataset: { id: 'nowhere' } };
    const refused = await stage.supervisor.measureSpeed(document);
    expect(refused).toMatchObject({ error: { code: 'dataset-missing' } });
    const givenUp = stage.supervisor.measureSpeed(lenet(1));
    const runId = stage.start(1);
    expect(await givenUp).toMatchObject({ error: { code: 'run-unknown' } });
    const beside = await stage.supervisor.measureSpeed(lenet(1));
    expect(beside).toMatchObject({ error: { code: 'run-in-progress' } });
    await stage.next(runId, 'done');
  });

  it('leaves no process behind when the app ends in the middle of a run', async () => {
    stage = new Stage();
    const runId = stage.start(1_000);
    await stage.next(runId, 'step');
    await stage.supervisor.shutDown(10_000);
    expect(stage.supervisor.current()?.status.phase).toBe('stopped');
    expect(isAlive(stage.processes[0]?.pid)).toBe(false);
  });
});
