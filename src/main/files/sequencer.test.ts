import { describe, expect, it } from 'vitest';
import { Sequencer } from './sequencer';

/** A task that says when it starts, and ends on demand. */
function controlled(name: string, started: string[]) {
  let settle: { resolve: (value: string) => void; reject: (error: Error) => void } | null = null;
  const task = () => {
    started.push(name);
    return new Promise<string>((resolve, reject) => {
      settle = { resolve, reject };
    });
  };
  return {
    task,
    resolve: () => settle?.resolve(name),
    reject: () => settle?.reject(new Error(name)),
  };
}

/** All that needs no outside event is done. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('Sequencer', () => {
  it('starts a task only when the one before has settled', async () => {
    const started: string[] = [];
    const sequencer = new Sequencer();
    const [first, second] = [controlled('first', started), controlled('second', started)];
    const results = [sequencer.queue(first.task), sequencer.queue(second.task)];
    await settled();
    expect(started).toEqual(['first']);
    first.resolve();
    expect(await results[0]).toBe('first');
    await settled();
    expect(started).toEqual(['first', 'second']);
    second.resolve();
    expect(await results[1]).toBe('second');
  });

  it('gives a failure to its own caller, and runs the tasks after it', async () => {
    const started: string[] = [];
    const sequencer = new Sequencer();
    const [bad, good] = [controlled('bad', started), controlled('good', started)];
    const failure = expect(sequencer.queue(bad.task)).rejects.toThrow('bad');
    const result = sequencer.queue(good.task);
    await settled();
    bad.reject();
    await failure;
    await settled();
    good.resolve();
    expect(await result).toBe('good');
  });

  it('takes a task that throws before it returns a promise as one that fails', async () => {
    const sequencer = new Sequencer();
    const throws = sequencer.queue(() => {
      throw new Error('at once');
    });
    await expect(throws).rejects.toThrow('at once');
    expect(await sequencer.queue(async () => 'later')).toBe('later');
  });

  it('is idle when what was queued before is done, also when it failed', async () => {
    const started: string[] = [];
    const sequencer = new Sequencer();
    await sequencer.whenIdle();
    const only = controlled('only', started);
    const failure = expect(sequencer.queue(only.task)).rejects.toThrow('only');
    let isIdle = false;
    const idle = sequencer.whenIdle().then(() => {
      isIdle = true;
    });
    await settled();
    expect(isIdle).toBe(false);
    only.reject();
    await failure;
    await idle;
    expect(isIdle).toBe(true);
  });

  it('keeps hundreds of tasks in their order', async () => {
    const sequencer = new Sequencer();
    const order: number[] = [];
    const tasks = Array.from({ length: 300 }, (_, index) =>
      sequencer.queue(async () => {
        // Every third gives way, so that only the sequencer keeps the order.
        if (index % 3 === 0) await settled();
        order.push(index);
      }),
    );
    await Promise.all(tasks);
    expect(order).toEqual(Array.from({ length: 300 }, (_, index) => index));
  });
});
