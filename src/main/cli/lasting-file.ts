import { writeSync } from 'node:fs';
import { systemErrorCode } from '../files/file-system';

const RETRY_MILLISECONDS = 200;
/** For how long a program that is done waits for room. */
const LAST_WAIT_MILLISECONDS = 60_000;
/** What is kept in memory while there is no room: days of a training's events. */
const MOST_BYTES = 64e6;

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** Writes some of the bytes and answers how many; throws what the system says. */
export type WriteSome = (bytes: Buffer) => number;

/**
 * What a program appends to a file, none of which is lost while the disk is full: it is kept, and written when there is room, byte for byte in
 * its order. Node's own streams end at the first error, and leave the rest of a line out where only a part of it had room.
 */
export class LastingFile {
  readonly #write: WriteSome;
  #waiting: Buffer[] = [];
  #size = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(write: WriteSome) {
    this.#write = write;
  }

  /** Of a file that is open for appending. */
  static of(descriptor: number): LastingFile {
    return new LastingFile((bytes) => writeSync(descriptor, bytes));
  }

  /** @throws what the system says, but for a full disk; and that as well where more waits than memory is for */
  write(text: string): void {
    const bytes = Buffer.from(text);
    this.#waiting.push(bytes);
    this.#size += bytes.length;
    // In its order: what waits is written first.
    if (this.#timer === null) this.#flush();
  }

  /** Waits until all is written, at most a minute. */
  async end(): Promise<void> {
    const deadline = performance.now() + LAST_WAIT_MILLISECONDS;
    while (this.#waiting.length > 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
      this.#flush();
    }
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    try {
      for (let bytes = this.#waiting[0]; bytes !== undefined; bytes = this.#waiting[0]) {
        const written = this.#write(bytes);
        this.#size -= written;
        if (written === bytes.length) this.#waiting.shift();
        else this.#waiting[0] = bytes.subarray(written);
      }
    } catch (error) {
      if (!FULL.has(systemErrorCode(error)) || this.#size > MOST_BYTES) throw error;
      // The program's own work keeps it alive, and at its end `end`.
      this.#timer = setTimeout(() => this.#flush(), RETRY_MILLISECONDS).unref();
    }
  }
}
