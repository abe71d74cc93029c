import type { ThumbnailPixels, ThumbnailSource } from './thumbnail-sources';

/** A thumbnail on a canvas that it shares with others that came with it. */
export interface Thumbnail {
  readonly source: CanvasImageSource;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Sheet {
  readonly examples: readonly number[];
  readonly bytes: number;
}

/** Of thumbnails that are kept; those not looked at for the longest time make room. */
const MOST_BYTES = 96 * 2 ** 20;
/** Batches that are under way at a time. */
const AT_ONCE = 2;

/**
 * Thumbnails of a data set's examples. What is wanted is asked for in batches; when other examples come into sight meanwhile, those that are not
 * in sight any more are not asked for.
 */
export class ThumbnailCache {
  readonly #source: ThumbnailSource;
  readonly #found = new Map<number, Thumbnail & { readonly sheet: Sheet }>();
  /** The ones used last are at the end. */
  readonly #sheets = new Set<Sheet>();
  readonly #listeners = new Set<() => void>();
  readonly #asked = new Set<number>();
  #wanted: readonly number[] = [];
  #bytes = 0;
  #underWay = 0;

  constructor(source: ThumbnailSource) {
    this.#source = source;
  }

  /** Null while it is not there. */
  get(example: number): Thumbnail | null {
    const found = this.#found.get(example);
    if (found === undefined) return null;
    this.#sheets.delete(found.sheet);
    this.#sheets.add(found.sheet);
    return found;
  }

  /** The examples in sight, the most wanted first. */
  want(examples: readonly number[]): void {
    this.#wanted = examples;
    this.#ask();
  }

  /** Calls whenever thumbnails have come. Returns the function that ends it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #ask(): void {
    while (this.#underWay < AT_ONCE) {
      const missing = this.#wanted.filter(
        (example) => !this.#found.has(example) && !this.#asked.has(example),
      );
      const examples = missing.slice(0, this.#source.batch);
      if (examples.length === 0) return;
      this.#underWay += 1;
      for (const example of examples) this.#asked.add(example);
      void this.#source.load(examples).then((pixels) => {
        this.#underWay -= 1;
        // What cannot be read stays empty, and is asked for again with the next scroll.
        for (const example of examples) this.#asked.delete(example);
        if (pixels === null) return;
        this.#keep(examples, pixels);
        for (const listener of this.#listeners) listener();
        this.#ask();
      });
    }
  }

  #keep(examples: readonly number[], thumbnails: ThumbnailPixels): void {
    const { width, height } = thumbnails;
    const columns = Math.ceil(Math.sqrt((examples.length * height) / width));
    const source = paintSheet(thumbnails, examples.length, columns);
    if (source === null) return;
    const sheet: Sheet = { examples, bytes: 4 * width * height * examples.length };
    examples.forEach((example, at) => {
      const [x, y] = [(at % columns) * width, Math.floor(at / columns) * height];
      this.#found.set(example, { source, x, y, width, height, sheet });
    });
    this.#sheets.add(sheet);
    this.#bytes += sheet.bytes;
    for (const old of this.#sheets) {
      if (this.#bytes <= MOST_BYTES) break;
      this.#drop(old);
    }
  }

  #drop(sheet: Sheet): void {
    this.#sheets.delete(sheet);
    this.#bytes -= sheet.bytes;
    for (const example of sheet.examples) {
      if (this.#found.get(example)?.sheet === sheet) this.#found.delete(example);
    }
  }
}

/** All thumbnails on one canvas, row by row. Null where nothing can be drawn, as in tests without a screen. */
function paintSheet(
  { colors, width, height }: ThumbnailPixels,
  count: number,
  columns: number,
): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  canvas.width = columns * width;
  canvas.height = Math.ceil(count / columns) * height;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const image = context.createImageData(canvas.width, canvas.height);
  const target = new Uint32Array(image.data.buffer);
  for (let at = 0; at < count; at += 1) {
    const corner = Math.floor(at / columns) * height * canvas.width + (at % columns) * width;
    for (let row = 0; row < height; row += 1) {
      const from = (at * height + row) * width;
      target.set(colors.subarray(from, from + width), corner + row * canvas.width);
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
