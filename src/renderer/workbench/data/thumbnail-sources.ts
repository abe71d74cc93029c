import { request } from '../../store/bridge/bridge';
import { classColor } from '../../ui/images/class-colors';

/** Small images of one size as `ImageData` has them in memory, little-endian: alpha, blue, green, red. */
export interface ThumbnailPixels {
  readonly height: number;
  readonly width: number;
  /** `[count, height, width]` */
  readonly colors: Uint32Array;
}

/** Where thumbnails come from. */
export interface ThumbnailSource {
  /** Examples that are asked for at a time. */
  readonly batch: number;
  /** Null where they cannot be read. */
  load(examples: readonly number[]): Promise<ThumbnailPixels | null>;
}

/** Values of a batch: an answer comes within some milliseconds. */
const BATCH_VALUES = 2 ** 20;
const LARGEST_BATCH = 256;

function batchOf(values: number): number {
  return Math.min(LARGEST_BATCH, Math.max(8, Math.floor(BATCH_VALUES / values)));
}

/**
 * Images of a data set.
 *
 * @param side in pixels of the screen
 * @param second the label whose second images are wanted instead; absent: none
 */
export function imageSource(id: string, side: number, channels: number, second?: string): ThumbnailSource {
  return {
    batch: batchOf(side * side * channels),
    load: async (examples) => {
      const reply = await request('data:thumbnails', {
        ...{ id, examples: [...examples], side },
        ...(second !== undefined && { second }),
      });
      if (!reply.ok) return null;
      const { height, width, channels: received, pixels } = reply.value;
      const colors = new Uint32Array(examples.length * height * width);
      const colorAt = received === 3 ? colorFrom : grayFrom;
      for (let at = 0; at < colors.length; at += 1) colors[at] = colorAt(pixels, at * received);
      return { height, width, colors };
    },
  };
}

/**
 * Masks in the colors of their classes, opaque; clear where pixels do not count.
 *
 * @param ignored the class that does not count
 * @param label which of several labels; absent: the only one
 */
export function maskSource(
  id: string,
  side: number,
  ignored: number | null,
  label?: string,
): ThumbnailSource {
  const colorOf = Uint32Array.from({ length: 256 }, (_, label) => {
    const [red, green, blue] = classColor(label);
    return label === ignored ? 0 : (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
  });
  return {
    batch: batchOf(side * side),
    load: async (examples) => {
      const reply = await request('data:masks', {
        ...{ id, examples: [...examples], side },
        ...(label !== undefined && { label }),
      });
      if (!reply.ok) return null;
      const { height, width, classes } = reply.value;
      return { height, width, colors: Uint32Array.from(classes, (label) => colorOf[label] ?? 0) };
    },
  };
}

function colorFrom(pixels: Uint8Array, at: number): number {
  return 0xff000000 | ((pixels[at + 2] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at] ?? 0);
}

function grayFrom(pixels: Uint8Array, at: number): number {
  const gray = pixels[at] ?? 0;
  return 0xff000000 | (gray << 16) | (gray << 8) | gray;
}

/** The pixels that thumbnails of that side are asked for: a step up is another one only when it has to be. */
export function pixelSide(side: number, pixelRatio: number): number {
  const wanted = side * pixelRatio;
  return [32, 64, 128, 256].find((step) => step >= wanted) ?? 512;
}
