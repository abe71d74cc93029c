import type { Sample } from '../../../contract/contract';
import { pixelsOfRgba } from '../../../graph-runtime/images/pixels-of-rgba';

export type PixelSample = Extract<Sample, { type: 'pixels' }>;

/** The contract's limit for a side. Larger images are made smaller before they are sent. */
const LARGEST_SIDE = 4_096;

/**
 * The pixels of an image file, in any format the window can show; null when it is none. What is transparent is laid over white, as
 * image viewers do. An image without color has one channel.
 */
export async function decodeImage(file: Blob): Promise<PixelSample | null> {
  let bitmap: ImageBitmap;
  try {
    // Colors as the file has them: a profile of the screen must not change what the network sees.
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
  return { type: 'pixels', ...pixelsOfRgba(context.getImageData(0, 0, width, height).data, height, width) };
}
