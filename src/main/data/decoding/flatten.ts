import type { DecodedImage } from './image';

/** Red, green and blue from 0 to 255. */
export type Background = readonly [number, number, number];

/**
 * The image on a background, `[height, width, 4]`: the same bytes where it is opaque. The arithmetic is Pillow's `Image.alpha_composite`
 * over an opaque image, rounding included; the alpha left in the result means nothing any more.
 */
export function flattenOn(image: DecodedImage, background: Background): Uint8Array {
  if (!image.hasAlpha) return image.pixels;
  const { pixels } = image;
  const flat = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3] ?? 0;
    for (let channel = 0; channel < 3; channel += 1) {
      const color = pixels[at + channel] ?? 0;
      flat[at + channel] = divideBy255(color * alpha + (background[channel] ?? 0) * (255 - alpha));
    }
    flat[at + 3] = 255;
  }
  return flat;
}

/** A product of two bytes divided by 255, rounded, with the seven more bits of precision that Pillow has here. */
function divideBy255(product: number): number {
  const precise = product * 128 + 0x4000;
  return (((precise >>> 8) + precise) >>> 8) >>> 7;
}

/** Gray of RGBA, `[height, width]`: BT.601's luma in 16 bits as Pillow's `convert('L')`. */
export function grayOf(rgba: Uint8Array): Uint8Array {
  const gray = new Uint8Array(rgba.length / 4);
  for (let place = 0, at = 0; place < gray.length; place += 1, at += 4) {
    gray[place] = lumaOf(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0);
  }
  return gray;
}

export function lumaOf(red: number, green: number, blue: number): number {
  return (red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >>> 16;
}
