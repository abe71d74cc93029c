import { closeSync, openSync, readSync } from 'node:fs';

/** Images of one size one after the other in a file. */
export interface ImageFileLocation {
  readonly path: string;
  /** Bytes in front of the first image. */
  readonly start: number;
  /** Bytes of an image. */
  readonly imageSize: number;
}

/** Reads images out of a file, a few at a time. */
export class ImageFile {
  readonly location: ImageFileLocation;
  readonly #file: number;

  /** @throws the system's error */
  constructor(location: ImageFileLocation) {
    this.location = location;
    this.#file = openSync(location.path, 'r');
  }

  /** The images of those indices, one after the other. */
  read(indices: Int32Array): Uint8Array {
    const target = new Uint8Array(indices.length * this.location.imageSize);
    this.readInto(target, indices);
    return target;
  }

  /**
   * Each run of images is one call to the system, made at once: handing it to libuv's threads and hearing of its end takes three times the
   * processor time of reading a small image.
   *
   * @throws the system's error, or that the file ends too early
   */
  readInto(target: Uint8Array, indices: Int32Array): void {
    const { start, imageSize } = this.location;
    for (let place = 0; place < indices.length; ) {
      const index = indices[place] ?? 0;
      let count = 1;
      while (indices[place + count] === index + count) count += 1;
      const wanted = count * imageSize;
      const got = readSync(this.#file, target, place * imageSize, wanted, start + index * imageSize);
      if (got !== wanted) throw new Error(`the image file ends before image ${index + count - 1}`);
      place += count;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}
