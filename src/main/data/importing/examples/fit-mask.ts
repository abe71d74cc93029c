import { containedSize, cropBox, type FitOptions, padStart } from '../../decoding/fit-image';

/** A mask as it is stored in its file: numbers of palette entries or gray values. */
export interface SourceMask {
  readonly height: number;
  readonly width: number;
  /** `[height, width]` */
  readonly values: Uint8Array;
}

/** What the values of a source's masks mean. */
export interface MaskClasses {
  readonly classNames: readonly string[];
  /** Pixels of this value belong to no class. */
  readonly ignore: number | undefined;
  /** The class of each of 256 values. */
  readonly classOf: Uint8Array;
}

/** What many data sets write where a pixel is of no class. */
const VOID = 255;

/**
 * Classes from the values that occur: each is one, in the order of the values. 255 beside at least two others marks pixels that do not count, as
 * in Pascal VOC and Cityscapes; beside one other it is the foreground.
 */
export function classesOfMasks(values: ReadonlySet<number>): MaskClasses {
  const ignore = values.size > 2 && values.has(VOID) ? VOID : undefined;
  const classes = [...values].filter((value) => value !== ignore).sort((a, b) => a - b);
  const classOf = new Uint8Array(256);
  classes.forEach((value, index) => {
    classOf[value] = index;
  });
  if (ignore !== undefined) classOf[ignore] = ignore;
  return { classNames: classes.map(String), ignore, classOf };
}

/**
 * The mask in the size of its fitted image: the value of the pixel in whose place each one lies, as there is nothing between two classes. Around a
 * padded image nothing counts, or is of the first class where every pixel counts.
 *
 * @returns `[height, width]` classes
 */
export function fitMask(mask: SourceMask, options: FitOptions, { classOf, ignore }: MaskClasses): Uint8Array {
  const { height, width } = options;
  const { inner, top, left, box } = placeOf(mask, options);
  const [x0, y0, x1, y1] = box;
  const fitted = new Uint8Array(height * width).fill(ignore ?? 0);
  for (let row = 0; row < inner.height; row += 1) {
    const y = Math.min(mask.height - 1, Math.floor(y0 + ((row + 0.5) * (y1 - y0)) / inner.height));
    for (let column = 0; column < inner.width; column += 1) {
      const x = Math.min(mask.width - 1, Math.floor(x0 + ((column + 0.5) * (x1 - x0)) / inner.width));
      fitted[(top + row) * width + left + column] = classOf[mask.values[y * mask.width + x] ?? 0] ?? 0;
    }
  }
  return fitted;
}

/** Which part of the mask goes where, as `fitImage` has it for its image. */
function placeOf(mask: SourceMask, { height, width, fit }: FitOptions) {
  const whole = [0, 0, mask.width, mask.height] as const;
  if (fit !== 'pad') {
    const box = fit === 'crop' ? cropBox(mask, width, height) : whole;
    return { inner: { height, width }, top: 0, left: 0, box };
  }
  const inner = containedSize(mask, width, height);
  return { inner, top: padStart(height, inner.height), left: padStart(width, inner.width), box: whole };
}
