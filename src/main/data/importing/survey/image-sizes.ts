import type { ImageSize, SizeSurvey } from '../../../../contract/contract';

const SHOWN_SIZES = 8;

/** Sizes of the images whose headers were read. */
export class ImageSizes {
  readonly #counts = new Map<string, ImageSize & { count: number }>();
  #read = 0;

  add({ height, width }: ImageSize): void {
    const key = `${height}x${width}`;
    const known = this.#counts.get(key) ?? { height, width, count: 0 };
    known.count += 1;
    this.#counts.set(key, known);
    this.#read += 1;
  }

  /** Null when none was read. */
  summary(): SizeSurvey | null {
    const bySize = [...this.#counts.values()].sort(
      (a, b) => a.height * a.width - b.height * b.width || a.height - b.height,
    );
    const [smallest] = bySize;
    const largest = bySize.at(-1);
    if (smallest === undefined || largest === undefined) return null;
    const frequent = [...bySize].sort((a, b) => b.count - a.count).slice(0, SHOWN_SIZES);
    return {
      imagesRead: this.#read,
      smallest: sizeOf(smallest),
      median: sizeOf(this.#medianOf(bySize) ?? smallest),
      largest: sizeOf(largest),
      frequent: frequent.map(({ height, width, count }) => ({ height, width, count })),
    };
  }

  #medianOf(bySize: readonly (ImageSize & { readonly count: number })[]): ImageSize | undefined {
    let before = 0;
    return bySize.find(({ count }) => {
      before += count;
      return 2 * before >= this.#read;
    });
  }
}

function sizeOf({ height, width }: ImageSize): ImageSize {
  return { height, width };
}
