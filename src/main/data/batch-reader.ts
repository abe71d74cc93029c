import type { Worker } from 'node:worker_threads';
import { startOwnThread } from '../files/own-thread';
import { BatchRing } from './batch-ring';
import type { BatchesWanted } from './batches-worker';
import type { ImageFile } from './image-file';

/** Between so long sleeps, messages to this thread get their turn: a slow disk must not keep a run from being stopped. */
const SLEEP_MILLISECONDS = 5;

/** The batches that were announced, and how far they were taken. */
interface Announced {
  readonly order: Int32Array;
  readonly batchSize: number;
  readonly ring: BatchRing;
  /** Number of the batch that is fetched next. */
  next: number;
}

/**
 * Reads training batches in its own thread, some batches ahead of those who fetch them. The thread is a help, no more: a batch that
 * was not announced, or that the thread could not read, is read here.
 */
export class BatchReader {
  readonly #file: ImageFile;
  #worker: Worker | null = null;
  #announced: Announced | null = null;

  constructor(file: ImageFile) {
    this.#file = file;
  }

  /** Announces which images come next, `batchSize` at a time; what was reported before does not count any more. */
  expect(order: Int32Array, batchSize: number): void {
    this.#announced?.ring.end();
    const { location } = this.#file;
    const ring = BatchRing.create(Math.min(batchSize, order.length) * location.imageSize);
    this.#announced = { order: order.slice(), batchSize, ring, next: 0 };
    const wanted: BatchesWanted = { location, order, batchSize, ring: ring.shared };
    this.#worker ??= this.#start();
    this.#worker.postMessage(wanted);
  }

  /**
   * The images of a batch, which stay unchanged until the next one is fetched.
   *
   * @throws the system's error, or that the file ends too early
   */
  async fetch(indices: Int32Array): Promise<Uint8Array> {
    const images = await this.#fromRing(indices);
    return images ?? this.#file.read(indices);
  }

  close(): void {
    this.#announced?.ring.end();
    this.#announced = null;
    void this.#worker?.terminate();
    this.#worker = null;
  }

  /** Null when it is not the batch that comes next, or the thread has failed. */
  async #fromRing(indices: Int32Array): Promise<Uint8Array | null> {
    const announced = this.#announced;
    if (announced === null) return null;
    const { order, batchSize, ring, next } = announced;
    if (!isSame(order.subarray(next * batchSize, (next + 1) * batchSize), indices)) return null;
    announced.next += 1;
    ring.release(next);
    while (!ring.has(next)) {
      if (ring.hasFailed || this.#announced !== announced) return null;
      ring.waitForMore(SLEEP_MILLISECONDS);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return ring.slot(next, indices.length * this.#file.location.imageSize);
  }

  #start(): Worker {
    const worker = startOwnThread(__dirname, 'batches-worker');
    // It must not keep the process from ending.
    worker.unref();
    worker.on('error', () => this.#lose(worker));
    worker.on('exit', () => this.#lose(worker));
    return worker;
  }

  /** The thread is gone, unasked: what it still owes is read here, and the next epoch gets another one. */
  #lose(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#announced?.ring.fail();
  }
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, place) => value === b[place]);
}
