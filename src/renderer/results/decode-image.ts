import type { Sample } from '../../preload/contract';

export type PixelSample = Extract<Sample, { type: 'pixels' }>;

/** The contract's limit for a side. Larger images are made smaller before they are sent. */
const LARGEST_SIDE = 4_096;

/**
 * The pixels of an image file, in any format the window can show; null when it is none. What is transparent is laid over white, as
 * image viewers do. An image without colour has one channel.
 */
export async function decodeImage(file: Blob): Promise<PixelSample | null> {
  let bitmap: ImageBitmap;
  try {
    // Colours as the file has them: a profile of the screen must not change what the network sees.
    bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none' });
  } catch {
    return null;
  }
  const scale = Math.min(1, LARGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return pixelsOf(context.getImageData(0, 0, width, height).data, height, width);
}

/** RGBA bytes as a sample: one channel when all three colours are equal everywhere, else three. */
export function pixelsOf(rgba: Uint8ClampedArray, height: number, width: number): PixelSample {
  const count = height * width;
  let isGrey = true;
  for (let at = 0; at < count && isGrey; at += 1) {
    isGrey = rgba[4 * at] === rgba[4 * at + 1] && rgba[4 * at] === rgba[4 * at + 2];
  }
  const channels = isGrey ? 1 : 3;
  const pixels = new Uint8Array(count * channels);
  for (let at = 0; at < count; at += 1) {
    for (let channel = 0; channel < channels; channel += 1) {
      pixels[at * channels + channel] = rgba[4 * at + channel] ?? 0;
    }
  }
  return { type: 'pixels', shape: [height, width, channels], pixels };
}
