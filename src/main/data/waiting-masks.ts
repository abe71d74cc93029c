import type { FileSystem } from '../files/file-system';
import { HashedFile } from './hashed-file';
import { ImageFile } from './image-file';

/** Masks in a file until the numbers are known that lie in front of them in the rows of labels. */
export class WaitingMasks {
  readonly file: HashedFile;
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  /** Of an example. */
  readonly #masks: number;
  /** Of a mask. */
  readonly #pixels: number;
  #written: ImageFile | null = null;

  private constructor(
    file: HashedFile,
    fileSystem: FileSystem,
    path: string,
    [masks, pixels]: readonly [number, number],
  ) {
    this.file = file;
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#masks = masks;
    this.#pixels = pixels;
  }

  /** @throws the system's error */
  static async create(
    fileSystem: FileSystem,
    path: string,
    masks: number,
    pixels: number,
  ): Promise<WaitingMasks> {
    return new WaitingMasks(await HashedFile.create(fileSystem, path), fileSystem, path, [masks, pixels]);
  }

  /** Those of the next example. @throws the system's error */
  async write(masks: readonly Uint8Array[]): Promise<void> {
    if (masks.length !== this.#masks || masks.some(({ length }) => length !== this.#pixels))
      throw new Error('masks do not go with their description');
    for (const mask of masks) await this.file.write(mask);
  }

  /** All have come. @throws the system's error */
  async finish(): Promise<void> {
    await this.file.finish();
    this.#written = new ImageFile({ path: this.#path, start: 0, imageSize: this.#masks * this.#pixels });
  }

  /** Those of an example, by its place among all. @throws the system's error */
  read(example: number): readonly Uint8Array[] {
    const bytes = this.#written?.read(Int32Array.of(example)) ?? new Uint8Array();
    return Array.from({ length: this.#masks }, (_, at) =>
      bytes.subarray(at * this.#pixels, (at + 1) * this.#pixels),
    );
  }

  /** @throws the system's error */
  async remove(): Promise<void> {
    this.close();
    await this.#fileSystem.unlink(this.#path);
  }

  close(): void {
    this.#written?.close();
    this.#written = null;
  }
}
