import type { FileSystem } from '../files/file-system';
import { HashedFile } from './hashed-file';
import { ImageFile } from './image-file';

/** Masks and second images in a file until the numbers are known that lie in front of them in the rows of labels. */
export class WaitingImages {
  readonly file: HashedFile;
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  /** Bytes of each image of an example. */
  readonly #sizes: readonly number[];
  #written: ImageFile | null = null;

  private constructor(file: HashedFile, fileSystem: FileSystem, path: string, sizes: readonly number[]) {
    this.file = file;
    this.#fileSystem = fileSystem;
    this.#path = path;
    this.#sizes = sizes;
  }

  /** @param sizes bytes of each image of an example @throws the system's error */
  static async create(
    fileSystem: FileSystem,
    path: string,
    sizes: readonly number[],
  ): Promise<WaitingImages> {
    return new WaitingImages(await HashedFile.create(fileSystem, path), fileSystem, path, sizes);
  }

  /** Those of the next example. @throws the system's error */
  async write(images: readonly Uint8Array[]): Promise<void> {
    if (images.length !== this.#sizes.length || images.some(({ length }, at) => length !== this.#sizes[at]))
      throw new Error('masks and second images do not go with their description');
    for (const image of images) await this.file.write(image);
  }

  /** All have come. @throws the system's error */
  async finish(): Promise<void> {
    await this.file.finish();
    this.#written = new ImageFile({ path: this.#path, start: 0, imageSize: this.#bytes(this.#sizes.length) });
  }

  /** Those of an example, by its place among all. @throws the system's error */
  read(example: number): readonly Uint8Array[] {
    const bytes = this.#written?.read(Int32Array.of(example)) ?? new Uint8Array();
    return this.#sizes.map((_, at) => bytes.subarray(this.#bytes(at), this.#bytes(at + 1)));
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

  /** Of the first images of an example. */
  #bytes(images: number): number {
    return this.#sizes.slice(0, images).reduce((sum, size) => sum + size, 0);
  }
}
