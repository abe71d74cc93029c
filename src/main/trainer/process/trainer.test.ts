import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import type { TrainerCommand, TrainerMessage } from '../protocol/protocol';
import { ownEntry } from '../../files/own-entry';
import { fromPlain, toPlain } from '../../processes/plain-messages';

/** The trainer as the command line starts it. */
class StartedTrainer {
  readonly process: ChildProcess;
  readonly messages: TrainerMessage[] = [];
  output = '';

  constructor() {
    const { entry, execArgv } = ownEntry(__dirname, join(__dirname, 'trainer.ts'));
    this.process = fork(entry, [], {
      execArgv: [...execArgv],
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    this.process.on('message', (message) => this.messages.push(fromPlain(message) as TrainerMessage));
    this.process.stdout?.on('data', (data: Buffer) => {
      this.output += data.toString();
    });
  }

  send(command: TrainerCommand): void {
    this.process.send(toPlain(command) as Serializable);
  }

  /** The next message of that type, or one that has come already. */
  async message<T extends TrainerMessage['type']>(type: T): Promise<Extract<TrainerMessage, { type: T }>> {
    for (;;) {
      const found = this.messages.find(
        (message): message is Extract<TrainerMessage, { type: T }> => message.type === type,
      );
      if (found !== undefined) return found;
      await once(this.process, 'message');
    }
  }
}

const lenet = parseDocument(readFileSync(join(process.cwd(), 'presets', 'lenet.json'), 'utf8'));
if (!lenet.ok) throw new Error('LeNet does not parse');
const { document } = lenet;

describe('the trainer process', () => {
  let trainer: StartedTrainer | undefined;
  afterEach(() => {
    trainer?.process.kill('SIGKILL');
  });

  it('probes, benches, trains, stops and ends on command, and never writes to standard output', async () => {
    const started = new StartedTrainer();
    trainer = started;
    await started.message('ready');
    started.send({ type: 'probe' });
    const { engine, device } = await started.message('probed');
    expect(engine).toMatch(/^TensorFlow \d/);
    expect(device.name).not.toBe('');
    started.send({ type: 'bench', document, steps: 3 });
    const { result } = await started.message('benched');
    expect(result).toMatchObject({ batchSize: 256, steps: 3, engine });
    expect(result.examplesPerSecond).toBeCloseTo(256 / result.medianStepSeconds);
    expect(result.peakMemoryMB).toBeGreaterThan(100);
    started.send({ type: 'train', document, limit: 5120 });
    await started.message('compiled');
    // One at a time: a second command is refused, and the run continues.
    started.send({ type: 'probe' });
    expect((await started.message('command-failed')).failure.code).toBe('run-in-progress');
    started.send({ type: 'stop' });
    await started.message('stopped');
    started.send({ type: 'exit' });
    expect(await once(started.process, 'exit')).toEqual([0, null]);
    expect(started.output).toBe('');
  });

  it('pauses a run between two steps and continues it in the same process', async () => {
    const started = new StartedTrainer();
    trainer = started;
    await started.message('ready');
    started.send({ type: 'train', document, limit: 5120 });
    await started.message('compiled');
    started.send({ type: 'pause' });
    const { step } = await started.message('paused');
    started.send({ type: 'continue' });
    expect(await started.message('continued')).toEqual({ type: 'continued', step });
    started.send({ type: 'stop' });
    expect((await started.message('stopped')).step).toBeGreaterThanOrEqual(step);
  });

  it('answers questions about a network in training, a paused one and an opened one, and else refuses', async () => {
    const started = new StartedTrainer();
    trainer = started;
    await started.message('ready');
    const ask = async (id: number) => {
      started.send({ type: 'inspect', id, inspection: { type: 'weight', name: 'conv1/bias' } });
      for (;;) {
        const found = started.messages.find((message) => message.type === 'inspected' && message.id === id);
        if (found?.type === 'inspected') return found.reply;
        await once(started.process, 'message');
      }
    };
    expect(await ask(1)).toMatchObject({ ok: false, error: { code: 'run-unknown' } });
    const training = { ...document.training, epochs: 100 };
    started.send({ type: 'train', document: { ...document, training }, limit: 5120 });
    await started.message('compiled');
    // Typed arrays arrive as such.
    expect(await ask(2)).toMatchObject({ ok: true, value: { shape: [6], values: expect.any(Float32Array) } });
    started.send({ type: 'pause' });
    const { step } = await started.message('paused');
    expect(await ask(3)).toMatchObject({ ok: true, value: { step } });
    started.send({ type: 'stop' });
    await started.message('stopped');
    started.send({ type: 'open', document, weights: { type: 'initial' }, limit: 100 });
    expect(await started.message('opened')).toEqual({ type: 'opened', step: 0 });
    expect(await ask(4)).toMatchObject({ ok: true, value: { step: 0, shape: [6] } });
    started.send({ type: 'stop' });
    await started.message('closed');
    expect(await ask(5)).toMatchObject({ ok: false, error: { code: 'run-unknown' } });
  });

  it('ends a run in order when it is told to exit', async () => {
    const started = new StartedTrainer();
    trainer = started;
    await started.message('ready');
    started.send({ type: 'train', document, limit: 5120 });
    await started.message('compiled');
    started.send({ type: 'exit' });
    expect(await once(started.process, 'exit')).toEqual([0, null]);
    expect(started.messages.at(-1)?.type).toBe('stopped');
  });

  it('reports what cannot be trained and continues listening', async () => {
    const started = new StartedTrainer();
    trainer = started;
    await started.message('ready');
    started.send({ type: 'train', document: { ...document, edges: [] } });
    expect((await started.message('failed')).failure.code).toBe('network-not-trainable');
    started.send({ type: 'bench', document: { ...document, edges: [] }, steps: 1 });
    expect((await started.message('command-failed')).failure.code).toBe('network-not-trainable');
  });
});
