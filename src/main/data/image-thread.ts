import { Worker } from 'node:worker_threads';
import type { Reply, Request } from '../../contract/contract';
import type { DatasetRoots } from './dataset-roots';
import type { NumberedAnswer, NumberedQuestion, ThreadAnswers, ThreadChannel } from './image-protocol';

/** The unpacked data set is given back to the system when nobody has asked for an image for so long. */
const IDLE_MILLISECONDS = 120_000;

interface Waiting {
  resolve(reply: Reply<ThreadAnswers[ThreadChannel]>): void;
  reject(error: Error): void;
}

/** Main's end of the image thread: started with the first question, ended when it is idle. */
export class ImageThread {
  readonly #entry: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastNumber = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** @param entry path of the built `images-worker` */
  constructor(entry: string) {
    this.#entry = entry;
  }

  /** Asks for examples of a data set. Rejects when the thread breaks, which is a bug. */
  ask<C extends ThreadChannel>(
    roots: DatasetRoots,
    channel: C,
    request: Request<C>,
  ): Promise<Reply<ThreadAnswers[C]>> {
    const worker = this.#worker ?? this.#start();
    this.#worker = worker;
    this.#lastNumber += 1;
    const number = this.#lastNumber;
    const message: NumberedQuestion<C> = { number, roots, channel, request };
    clearTimeout(this.#idle);
    return new Promise((resolve, reject) => {
      // The thread answers each channel with that channel's reply; the port carries them all.
      this.#waiting.set(number, { resolve: resolve as Waiting['resolve'], reject });
      worker.postMessage(message);
    });
  }

  async end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(this.#entry);
    // It must not keep the app from ending.
    worker.unref();
    worker.on('message', (answer: NumberedAnswer) => this.#settle(answer));
    worker.on('error', (error) => {
      this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
    return worker;
  }

  #settle({ number, reply, error }: NumberedAnswer): void {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (reply === null) waiting?.reject(new Error(error ?? 'the image thread gave no reply'));
    else waiting?.resolve(reply);
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => void this.end(), IDLE_MILLISECONDS);
    this.#idle.unref();
  }
}
