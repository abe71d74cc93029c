/** Bytes of an image in reading order, channels last. */
export interface Pixels {
  readonly shape: [height: number, width: number, channels: 1 | 3];
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/**
 * RGBA bytes, as every decoder gives them, the way a network is asked about them: one channel when all three colors are equal
 * everywhere, else three; what is transparent lies over white, as image viewers show it. Window and command line both go this way, so
 * that the same file has the same probabilities. Whether light and dark change places (drawings are dark on white, Fashion-MNIST is
 * light on black) is decided where the network is, by the borders of the image and of the data set's, unless the user says so.
 */
export function pixelsOfRgba(rgba: Uint8Array | Uint8ClampedArray, height: number, width: number): Pixels {
  const count = height * width;
  const channels = isGray(rgba, count) ? 1 : 3;
  const pixels = new Uint8Array(count * channels);
  for (let at = 0; at < count; at += 1) {
    const alpha = rgba[4 * at + 3] ?? 255;
    for (let channel = 0; channel < channels; channel += 1) {
      const value = rgba[4 * at + channel] ?? 0;
      pixels[at * channels + channel] = Math.round((value * alpha + 255 * (255 - alpha)) / 255);
    }
  }
  return { shape: [height, width, channels], pixels };
}

function isGray(rgba: Uint8Array | Uint8ClampedArray, count: number): boolean {
  for (let at = 0; at < 4 * count; at += 4) {
    if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return false;
  }
  return true;
}
