/**
 * Runs tasks one after the other, in the order they were queued: each starts when the one before has settled, whether it succeeded
 * or not. For what must not overlap, such as writes of one file, where the last change has to be the last write. (After `Sequencer`
 * of VS Code's base/common/async.ts.)
 *
 * @example
 * const writes = new Sequencer();
 * void writes.queue(() => writeFileAtomically(path, '1')).catch(report);
 * void writes.queue(() => writeFileAtomically(path, '2')).catch(report);
 * await writes.whenIdle(); // the file holds 2
 */
export class Sequencer {
  /** Never rejects: a task's failure is its caller's. */
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what the task returns; rejects with what it throws, which keeps no later task from running */
  queue<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Settles when all that is queued by now is done; never rejects. */
  async whenIdle(): Promise<void> {
    await this.#last;
  }
}
