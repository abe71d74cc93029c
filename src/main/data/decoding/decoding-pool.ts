import { availableParallelism, cpus } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { startOwnThread } from '../../files/own-thread';
import type { DecodingAnswer, DecodingTask } from './decoding-task';
import { type DecodedImage, DEFAULT_LIMITS, type DecodeLimits } from './image';
import { ImageProblem } from './image-problem';
import type { PreparedImage, PrepareOptions } from './prepare-image';
import { sniffImage } from './sniff-image';

export interface DecodingPoolOptions {
  /** Absent: as many as there are processors. */
  readonly threads?: number;
  readonly limits?: DecodeLimits;
  /** Decoding an image is canceled after this time: some files are made to take hours. */
  readonly secondsPerImage?: number;
  /** Starts a thread; tests have others. */
  readonly startThread?: () => Worker;
}

interface Waiting {
  readonly task: DecodingTask;
  /** Whether it takes so much memory that only one of the kind is decoded at a time. */
  readonly isLarge: boolean;
  resolve(image: PreparedImage | DecodedImage): void;
  reject(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  current: Waiting | null;
  clock: ReturnType<typeof setTimeout> | undefined;
}

const SECONDS_PER_IMAGE = 60;
/** Pixels; decoded and copied once these are 128 MB. */
const LARGE = 16_000_000;

/**
 * Threads that decode and fit images. A thread that dies, or takes too long, loses the image it had, which is reported as a problem of that
 * image; another thread takes its place. Images are answered in no certain order.
 */
export class DecodingPool {
  readonly #threads: Thread[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #most: number;
  readonly #limits: DecodeLimits;
  readonly #milliseconds: number;
  readonly #startThread: () => Worker;
  #isClosed = false;

  constructor(options: DecodingPoolOptions = {}) {
    this.#most = Math.max(1, options.threads ?? processorCount());
    this.#limits = options.limits ?? DEFAULT_LIMITS;
    this.#milliseconds = 1000 * (options.secondsPerImage ?? SECONDS_PER_IMAGE);
    this.#startThread = options.startThread ?? (() => startOwnThread(__dirname, 'decoding-worker'));
  }

  /** Images that can be decoded at once: with a few more than that waiting, no thread is ever idle. */
  get threads(): number {
    return this.#most;
  }

  /**
   * Decodes an image, fits it and computes its hashes.
   *
   * @param bytes of the file; copied, so that they can be used again
   * @throws ImageProblem: what is wrong with the image; `decoder-died` if decoding it ended a thread
   */
  async prepare(bytes: Uint8Array, options: PrepareOptions): Promise<PreparedImage> {
    // The thread answers what it was asked for.
    return (await this.#enqueue(bytes, options)) as PreparedImage;
  }

  /** Decodes an image, in its own size; otherwise as `prepare`. */
  async decode(bytes: Uint8Array): Promise<DecodedImage> {
    return (await this.#enqueue(bytes, null)) as DecodedImage;
  }

  /** Ends all threads at once; images that are still waiting are rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const threads = this.#threads.splice(0);
    const lost = [...this.#waiting.splice(0), ...threads.map(({ current }) => current)];
    for (const thread of threads) clearTimeout(thread.clock);
    for (const waiting of lost) waiting?.reject(new Error('the decoding pool was closed'));
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #enqueue(bytes: Uint8Array, prepare: PrepareOptions | null): Promise<PreparedImage | DecodedImage> {
    if (this.#isClosed) return Promise.reject(new Error('the decoding pool is closed'));
    const kind = sniffImage(bytes);
    const isLarge = kind !== null && kind.width * kind.height > LARGE;
    const task: DecodingTask = { bytes, limits: this.#limits, prepare };
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, isLarge, resolve, reject });
      this.#dispatch();
    });
  }

  #dispatch(): void {
    for (;;) {
      const hasLarge = this.#threads.some(({ current }) => current?.isLarge === true);
      const next = this.#waiting.findIndex(({ isLarge }) => !(isLarge && hasLarge));
      const [waiting] = next < 0 ? [] : this.#waiting.slice(next, next + 1);
      const thread = waiting === undefined ? null : this.#idleThread();
      if (waiting === undefined || thread === null) return;
      this.#waiting.splice(next, 1);
      thread.current = waiting;
      thread.clock = setTimeout(
        () => this.#lose(thread, `no result after ${this.#milliseconds / 1000} s`),
        this.#milliseconds,
      );
      thread.worker.postMessage(waiting.task);
    }
  }

  #idleThread(): Thread | null {
    const idle = this.#threads.find(({ current }) => current === null);
    if (idle !== undefined) return idle;
    if (this.#threads.length >= this.#most) return null;
    const worker = this.#startThread();
    const thread: Thread = { worker, current: null, clock: undefined };
    // A pool that was forgotten must not keep its process from ending.
    worker.unref();
    worker.on('message', (answer: DecodingAnswer) => this.#settle(thread, answer));
    worker.on('error', (error) => this.#lose(thread, error.message));
    worker.on('exit', (code) => this.#lose(thread, `exit code ${code}`));
    this.#threads.push(thread);
    return thread;
  }

  #settle(thread: Thread, answer: DecodingAnswer): void {
    const { current } = thread;
    clearTimeout(thread.clock);
    thread.current = null;
    if ('image' in answer) current?.resolve(answer.image);
    else current?.reject(new ImageProblem(answer.problem.reason, answer.problem.detail));
    this.#dispatch();
  }

  /** The thread is gone, or has to go, and its image with it. */
  #lose(thread: Thread, detail: string): void {
    const place = this.#threads.indexOf(thread);
    if (place < 0) return;
    this.#threads.splice(place, 1);
    clearTimeout(thread.clock);
    void thread.worker.terminate();
    thread.current?.reject(new ImageProblem('decoder-died', detail));
    this.#dispatch();
  }
}

/** `availableParallelism` came with Node 18. */
function processorCount(): number {
  return typeof availableParallelism === 'function' ? availableParallelism() : cpus().length;
}
