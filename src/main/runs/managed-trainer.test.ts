import { afterEach, describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { readPreset } from '../../graph-runtime/testing/presets';
import type { TrainerMessage } from '../trainer/protocol/protocol';
import { ManagedTrainer } from './managed-trainer';
import { startTrainerFromSources } from './testing/start-trainer';

/** A trainer of real trainer processes, and what it received. */
class Heard {
  readonly types: TrainerMessage['type'][] = [];
  readonly exits: string[] = [];
  readonly pids = new Set<number | undefined>();
  readonly trainer: ManagedTrainer;
  readonly #listeners: (() => void)[] = [];

  constructor() {
    const start = () => {
      const process = startTrainerFromSources();
      this.pids.add(process.pid);
      return process;
    };
    this.trainer = new ManagedTrainer(start, {
      startMilliseconds: 60_000,
      hasPriority: true,
      onMessage: ({ type }) => {
        this.types.push(type);
        for (const listener of this.#listeners) listener();
      },
      onExit: (reason) => this.exits.push(reason),
    });
  }

  until(type: TrainerMessage['type']): Promise<void> {
    return new Promise((resolve) => {
      const look = () => this.types.includes(type) && resolve();
      this.#listeners.push(look);
      look();
    });
  }
}

const lenet = readPreset('lenet');
/** Examples meet in batch normalization: its steps are whole, and its ops want all cores. */
const normalized: NetloomDocument = {
  ...lenet,
  nodes: lenet.nodes.map((node) =>
    node.type === 'sigmoid' ? { id: node.id, type: 'batchNormalization' } : node,
  ),
};

describe('a trainer whose engine was loaded ahead', () => {
  let heard: Heard | undefined;
  afterEach(() => heard?.trainer.kill('the test is over'));

  it('runs a small network in the process that waited', async () => {
    heard = new Heard();
    heard.trainer.load();
    await heard.until('probed');
    heard.trainer.run({ type: 'bench', document: lenet, steps: 1 });
    await heard.until('benched');
    expect(heard.pids.size).toBe(1);
  });

  it('gives a network that wants all cores for each op another process, with all commands it was sent', async () => {
    heard = new Heard();
    const { trainer } = heard;
    trainer.load();
    await heard.until('probed');
    const waiting = trainer.pid;
    trainer.run({ type: 'train', document: normalized, limit: 2560 });
    trainer.send({ type: 'pause' });
    await heard.until('paused');
    expect(heard.pids.size).toBe(2);
    expect(trainer.pid).not.toBe(waiting);
    expect(heard.exits).toEqual([]);
    trainer.stop();
    await heard.until('stopped');
    expect(heard.types).not.toContain('failed');
    await trainer.end(10_000);
    expect(heard.exits).toEqual(['exit code 0']);
  });
});
