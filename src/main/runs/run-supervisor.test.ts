import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
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
import { startForkedProcess } from '../processes/forked-process';
import { RunSupervisor, type RunSupervisorOptions } from './run-supervisor';
import { provideFirstImages } from './testing/first-images';
import { startTrainerFromSources } from './testing/start-trainer';
import type { TrainerProcess } from './trainer-process';

const silent = () => undefined;
const log: Log = { info: silent, warning: silent, error: silent };

const firstImages = provideFirstImages();

/** A tenth of the images, unless it matters how long it trains: the processes are what is tested. */
function lenet(epochs: number, trainingShare = 0.1): NetloomDocument {
  const text = readFileSync(join(findResourceRoot(__dirname), 'presets', 'lenet.json'), 'utf8');
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error('lenet.json is no network');
  const training = { ...parsed.document.training, epochs, trainingShare, batchSize: 50 };
  return { ...parsed.document, dataset: { id: firstImages() }, training };
}

/** A supervisor with real trainer processes, and all that it reports. */
class Harness {
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

  start(epochs: number, trainingShare?: number): string {
    const reply = this.supervisor.start({ document: lenet(epochs, trainingShare) });
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

let harness: Harness;
afterEach(async () => {
  await harness.supervisor.shutDown(10_000);
  expect(harness.processes.filter(({ pid }) => isAlive(pid))).toEqual([]);
});

describe('RunSupervisor', () => {
  it('trains in the process that waited with its engine loaded, and has the next one wait', async () => {
    harness = new Harness();
    harness.supervisor.warmUp();
    harness.supervisor.warmUp();
    expect(harness.processes).toHaveLength(1);
    const runId = harness.start(1);
    expect(harness.supervisor.current()).toMatchObject({
      runId,
      documentName: 'LeNet',
      status: { phase: 'preparing' },
    });
    await harness.next(runId, 'done');
    const snapshot = harness.supervisor.snapshot();
    expect(snapshot?.status).toMatchObject({ phase: 'done', epochsDone: 1, hasWeights: false });
    expect(snapshot?.epochs.map(({ epoch }) => epoch)).toEqual([1]);
    expect(snapshot?.points.at(-1)?.step).toBe(snapshot?.status.lastStep);
    const first = harness.processes[0];
    await until(() => harness.processes.length === 2 && !isAlive(first?.pid));
  });

  it('reports a trainer that was killed, and trains again in a new one', async () => {
    harness = new Harness();
    const runId = harness.start(1_000);
    await harness.next(runId, 'step');
    harness.processes[0]?.kill();
    const { failure } = await harness.next(runId, 'interrupted');
    expect(failure).toMatchObject({ code: 'trainer-died', values: { reason: 'signal SIGKILL' } });
    expect(harness.supervisor.isActive).toBe(false);

    const again = harness.start(1);
    expect(await harness.next(again, 'epoch')).toMatchObject({ point: { epoch: 1 } });
    await harness.next(again, 'done');
    expect(harness.events.filter(({ event }) => event.type === 'interrupted')).toHaveLength(1);
  });

  it('stops after the current step, and refuses a second run meanwhile', async () => {
    harness = new Harness();
    const runId = harness.start(1_000);
    await harness.next(runId, 'step');
    expect(harness.supervisor.start({ document: lenet(1) })).toMatchObject({
      ok: false,
      error: { code: 'run-in-progress' },
    });
    expect(harness.supervisor.progress).toBeGreaterThan(0);
    expect(harness.supervisor.stop(runId)).toEqual({ ok: true, value: null });
    expect(harness.supervisor.current()?.status.phase).toBe('stopping');
    const { step } = await harness.next(runId, 'stopped');
    expect(step).toBeGreaterThan(0);
    expect(harness.supervisor.stop(runId)).toMatchObject({ ok: false, error: { code: 'run-unknown' } });
    expect(harness.supervisor.progress).toBeNull();
  });

  it('takes a trainer that leaves while it is stopping for stopped, not for dead', async () => {
    harness = new Harness();
    const runId = harness.start(1_000);
    const { points } = await harness.next(runId, 'step');
    harness.supervisor.stop(runId);
    harness.processes[0]?.kill();
    const { step } = await harness.next(runId, 'stopped');
    expect(step).toBeGreaterThanOrEqual(points[points.length - 1]?.step ?? 1);
    expect(harness.events.filter(({ event }) => event.type === 'failed')).toEqual([]);
  });

  it('stops a run whose process has not come up yet', async () => {
    harness = new Harness();
    const runId = harness.start(1);
    harness.supervisor.stop(runId);
    expect(await harness.next(runId, 'stopped')).toEqual({ type: 'stopped', step: 0 });
  });

  it('ends a trainer that does not stop when asked to', async () => {
    harness = new Harness({
      stopGraceMilliseconds: 200,
      startTrainer: () => {
        const started = startTrainerFromSources();
        harness.processes.push(started);
        // A trainer deep in a native call hears nothing.
        return { ...started, send: (command) => command.type !== 'stop' && started.send(command) };
      },
    });
    const runId = harness.start(1_000);
    await harness.next(runId, 'step');
    harness.supervisor.stop(runId);
    expect((await harness.next(runId, 'stopped')).step).toBeGreaterThan(0);
    await until(() => !isAlive(harness.processes[0]?.pid));
  });

  it('says that the trainer does not start', async () => {
    harness = new Harness({
      startTrainer: () => startForkedProcess({ entry: join(__dirname, 'no-such-trainer.js') }),
    });
    const { failure } = await harness.next(harness.start(1), 'failed');
    expect(failure.code).toBe('trainer-not-started');
    expect(failure.detail).toContain('no-such-trainer');
  });

  it('keeps no process waiting where memory is short', () => {
    harness = new Harness({ availableMemory: () => 1e9 });
    harness.supervisor.warmUp();
    expect(harness.processes).toEqual([]);
  });

  it('takes the time of every layer of a network, and gives it up for a training', async () => {
    harness = new Harness();
    const timed = await harness.supervisor.timeLayers(lenet(1));
    if (!timed.ok) throw new Error(timed.error.code);
    expect(timed.value.layers.map(({ path }) => path)).toContain('conv2');
    const document = { ...lenet(1), dataset: { id: 'nowhere' } };
    expect(await harness.supervisor.timeLayers(document)).toMatchObject({
      error: { code: 'dataset-missing' },
    });
    const givenUp = harness.supervisor.timeLayers(lenet(1));
    const runId = harness.start(1);
    expect(await givenUp).toMatchObject({ error: { code: 'run-unknown' } });
    expect(await harness.supervisor.timeLayers(lenet(1))).toMatchObject({
      error: { code: 'run-in-progress' },
    });
    await harness.next(runId, 'done');
  });

  it('asks a network with its initial weights, says why it cannot, and gives it up for a training', async () => {
    harness = new Harness();
    const weight = { type: 'weight', name: 'conv1/kernel' } as const;
    const seeded = (seed: number) => ({ ...lenet(1), training: { ...lenet(1).training, seed } });
    const kernelOf = async (document: NetloomDocument) => {
      const reply = await harness.supervisor.inspectInitial(document, weight);
      if (!reply.ok) throw new Error(reply.error.code);
      if (!('values' in reply.value)) throw new Error('no weight');
      return [...reply.value.values];
    };
    const first = await kernelOf(seeded(1));
    expect(await kernelOf(seeded(1))).toEqual(first);
    expect(harness.processes.map(({ pid }) => getPriority(pid))).toEqual([getPriority()]);
    expect(await kernelOf(seeded(2))).not.toEqual(first);
    const missing = { ...lenet(1), dataset: { id: 'nowhere' } };
    expect(await harness.supervisor.inspectInitial(missing, weight)).toMatchObject({
      error: { code: 'dataset-missing' },
    });
    const unanswered = harness.supervisor.inspectInitial(seeded(3), weight);
    harness.processes[harness.processes.length - 1]?.kill();
    expect(await unanswered).toMatchObject({ error: { code: 'trainer-not-started' } });
    harness.start(1_000);
    expect(await harness.supervisor.inspectInitial(seeded(1), weight)).toMatchObject({
      error: { code: 'run-in-progress' },
    });
  });

  it('learns from a run how long its steps take', async () => {
    harness = new Harness();
    await harness.next(harness.start(1, 1), 'done');
    const record = await harness.nextSpeed();
    const { training } = lenet(1, 1);
    const { key } = trainingWorkOf(analyze(lenet(1, 1)), training, [28, 28, 1]);
    expect(record).toMatchObject({ source: 'run', key, precision: 'float32' });
    expect(speedRecordSchema.parse(record)).toEqual(record);
  });

  it('probes how long steps of a network take, and gives it up for a training', async () => {
    harness = new Harness();
    const reply = await harness.supervisor.measureSpeed(lenet(1));
    expect(reply).toMatchObject({ ok: true, value: { source: 'probe' } });
    expect(harness.speeds).toHaveLength(1);
    const document = { ...lenet(1), dataset: { id: 'nowhere' } };
    const refused = await harness.supervisor.measureSpeed(document);
    expect(refused).toMatchObject({ error: { code: 'dataset-missing' } });
    const givenUp = harness.supervisor.measureSpeed(lenet(1));
    const runId = harness.start(1);
    expect(await givenUp).toMatchObject({ error: { code: 'run-unknown' } });
    const beside = await harness.supervisor.measureSpeed(lenet(1));
    expect(beside).toMatchObject({ error: { code: 'run-in-progress' } });
    await harness.next(runId, 'done');
  });

  it('leaves no process behind when the app ends in the middle of a run', async () => {
    harness = new Harness();
    const runId = harness.start(1_000);
    await harness.next(runId, 'step');
    await harness.supervisor.shutDown(10_000);
    expect(harness.supervisor.current()?.status.phase).toBe('stopped');
    expect(isAlive(harness.processes[0]?.pid)).toBe(false);
  });
});
