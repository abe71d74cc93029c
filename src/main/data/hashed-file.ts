import { createHash } from 'node:crypto';
import type { FileHandle, FileSystem } from '../files/file-system';

/** Small values go to the system together. */
const BUFFER_BYTES = 1 << 20;

/** A new file that is written from front to back, and whose checksum is known at its end. */
export class HashedFile {
  readonly #file: FileHandle;
  readonly #hash = createHash('sha256');
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #used = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** @throws the system's error, also when there is a file of that name */
  static async create(fileSystem: FileSystem, path: string): Promise<HashedFile> {
    return new HashedFile(await fileSystem.open(path, 'wx'));
  }

  /**
   * The bytes may change as soon as the promise is kept.
   *
   * @throws the system's error
   */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#used + bytes.length > BUFFER_BYTES) await this.#flush();
    if (bytes.length > BUFFER_BYTES) return this.#put(bytes);
    this.#buffer.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  /**
   * Puts the file on the disk, closes it, whatever happens, and answers its SHA-256 in hexadecimal.
   *
   * @throws the system's error
   */
  async finish(): Promise<string> {
    try {
      await this.#flush();
      await this.#file.sync();
    } finally {
      await this.close();
    }
    return this.#hash.digest('hex');
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    await this.#put(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }

  async #put(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    // One write may take only a part (a full disk does that before it fails).
    for (let offset = 0; offset < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, offset, bytes.length - offset);
      offset += bytesWritten;
    }
  }
}

/**
 * A file of JSON, put on the disk.
 *
 * @throws the system's error
 */
export async function writeWhole(fileSystem: FileSystem, path: string, value: unknown): Promise<void> {
  const file = await HashedFile.create(fileSystem, path);
  try {
    await file.write(Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.finish();
}
