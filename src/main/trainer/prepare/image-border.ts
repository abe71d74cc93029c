/**
 * Drawings and scans are dark on light; the data sets of the MNIST family are light on dark, and a network trained on those sees
 * nothing it knows in the other. The border shows which is which: it is background nearly everywhere.
 */

/** Light from here on, dark below; photographs lie in between on either side and are left alone with dark data sets only if light. */
const LIGHT = 0.6;
const DARK = 0.15;

/** Mean brightness of the outermost pixels of images of one shape `[height, width, channels]`, from 0 (black) to 1 (white). */
export function borderBrightness(
  pixels: Uint8Array,
  [height, width, channels]: readonly [number, number, number],
): number {
  const size = height * width * channels;
  let sum = 0;
  let count = 0;
  for (let start = 0; start + size <= pixels.length; start += size) {
    for (let row = 0; row < height; row += 1) {
      const isEdge = row === 0 || row === height - 1;
      for (let column = 0; column < width; column += isEdge ? 1 : Math.max(1, width - 1)) {
        const place = start + (row * width + column) * channels;
        for (let channel = 0; channel < channels; channel += 1) sum += pixels[place + channel] ?? 0;
        count += channels;
      }
    }
  }
  return count === 0 ? 0 : sum / count / 255;
}

/** Whether an image of that border is dark on light although the data set's images are light on dark. */
export function standsOnPaper(ofImage: number, ofDataset: number): boolean {
  return ofImage >= LIGHT && ofDataset <= DARK;
}

export function invertedPixels(pixels: Uint8Array): Uint8Array {
  return pixels.map((value) => 255 - value);
}
