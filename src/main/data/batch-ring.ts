/** Batches that lie in memory at a time: the one of the step that runs, and those that are read ahead. */
const SLOTS = 4;
/** The engine takes memory as it is only when it begins at a multiple of this many bytes; else it copies. */
const ALIGNMENT = 64;

/** Places in the control words. */
const WRITTEN = 0;
const RELEASED = 1;
const STATE = 2;
const ENDED = 1;
const FAILED = 2;
/** Above all numbers of batches. */
const LAST = 0x7fffffff;

/** What two threads share of a ring. */
export interface SharedRing {
  readonly control: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
  /** Bytes between two slots. */
  readonly slotSize: number;
}

/**
 * A ring of batches in memory that two threads share: one writes them in order, the other takes them. No message goes to and fro; who has
 * to wait sleeps until the other's count has changed.
 */
export class BatchRing {
  readonly shared: SharedRing;
  readonly #control: Int32Array;

  constructor(shared: SharedRing) {
    this.shared = shared;
    this.#control = new Int32Array(shared.control);
  }

  /** @param largest bytes of the largest batch */
  static create(largest: number): BatchRing {
    const slotSize = Math.ceil(largest / ALIGNMENT) * ALIGNMENT;
    return new BatchRing({
      control: new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT),
      bytes: new SharedArrayBuffer(SLOTS * slotSize),
      slotSize,
    });
  }

  /** Where the batch of that number (from 0) lies, or will. */
  slot(batch: number, length: number): Uint8Array {
    const { bytes, slotSize } = this.shared;
    return new Uint8Array(bytes, (batch % SLOTS) * slotSize, length);
  }

  /** For the writer: sleeps until the slot of that batch is free; false when no more batches are wanted. */
  waitForRoom(batch: number): boolean {
    for (;;) {
      if (Atomics.load(this.#control, STATE) !== 0) return false;
      const released = Atomics.load(this.#control, RELEASED);
      if (batch - released < SLOTS) return true;
      Atomics.wait(this.#control, RELEASED, released);
    }
  }

  /** For the writer: the batch of that number is there. */
  wrote(batch: number): void {
    Atomics.store(this.#control, WRITTEN, batch + 1);
    Atomics.notify(this.#control, WRITTEN);
  }

  /** For the taker: batches before that number are not looked at any more. */
  release(batch: number): void {
    Atomics.store(this.#control, RELEASED, batch);
    Atomics.notify(this.#control, RELEASED);
  }

  has(batch: number): boolean {
    return Atomics.load(this.#control, WRITTEN) > batch;
  }

  /** For the taker: sleeps until there may be more, this many milliseconds at most. */
  waitForMore(milliseconds: number): void {
    const written = Atomics.load(this.#control, WRITTEN);
    if (!this.hasFailed) Atomics.wait(this.#control, WRITTEN, written, milliseconds);
  }

  /** For the taker: no more batches are wanted. */
  end(): void {
    Atomics.compareExchange(this.#control, STATE, 0, ENDED);
    // Another count, so that a writer who is about to sleep does not.
    this.release(LAST);
  }

  /** No more batches will come. */
  fail(): void {
    Atomics.compareExchange(this.#control, STATE, 0, FAILED);
    Atomics.notify(this.#control, WRITTEN);
  }

  get hasFailed(): boolean {
    return Atomics.load(this.#control, STATE) === FAILED;
  }
}
