import { closeSync, openSync, read as readAsync, readSync } from 'node:fs';

/** Images of one size one behind the other in a file, read a few at a time. */
export class ImageFile {
  readonly #file: number;
  readonly #start: number;
  readonly #imageSize: number;

  /**
   * @param start bytes in front of the first image
   * @param imageSize bytes of an image
   * @throws the system's error
   */
  constructor(path: string, start: number, imageSize: number) {
    this.#file = openSync(path, 'r');
    this.#start = start;
    this.#imageSize = imageSize;
  }

  /** Reads images side by side while this thread goes on, even while it is in a native call. */
  async read(indices: Int32Array): Promise<Uint8Array> {
    const target = new Uint8Array(indices.length * this.#imageSize);
    await Promise.all(runsOf(indices).map((run) => this.#readRun(run, target)));
    return target;
  }

  /** The same at once. */
  readNow(indices: Int32Array): Uint8Array {
    const size = this.#imageSize;
    const target = new Uint8Array(indices.length * size);
    for (const { place, index, count } of runsOf(indices)) {
      const wanted = count * size;
      const got = readSync(this.#file, target, place * size, wanted, this.#start + index * size);
      if (got !== wanted) throw new Error(`the image file ends before image ${index + count - 1}`);
    }
    return target;
  }

  close(): void {
    closeSync(this.#file);
  }

  #readRun({ place, index, count }: Run, target: Uint8Array): Promise<void> {
    const size = this.#imageSize;
    const wanted = count * size;
    return new Promise((resolve, reject) => {
      readAsync(this.#file, target, place * size, wanted, this.#start + index * size, (error, got) => {
        if (error !== null) reject(error);
        else if (got !== wanted) reject(new Error(`the image file ends before image ${index + count - 1}`));
        else resolve();
      });
    });
  }
}

/** Images that lie side by side in the file and go side by side into the result: one call reads them. */
interface Run {
  readonly place: number;
  readonly index: number;
  count: number;
}

function runsOf(indices: Int32Array): readonly Run[] {
  const runs: Run[] = [];
  indices.forEach((index, place) => {
    const last = runs.at(-1);
    if (last !== undefined && last.index + last.count === index) last.count += 1;
    else runs.push({ place, index, count: 1 });
  });
  return runs;
}
