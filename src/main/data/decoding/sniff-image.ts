import type { ImageKind } from './image';
import type { ImageDecoder } from './image-decoder';
import { IMAGE_DECODERS } from './registry';

/** The decoder for a file that begins so; null if it is no image. */
export function decoderOf(head: Uint8Array): ImageDecoder | null {
  return IMAGE_DECODERS.find((decoder) => decoder.matches(head)) ?? null;
}

/**
 * What an image is, from the first bytes of its file; nothing is decoded, and the file's name does not count. Null for what is no image.
 *
 * @param head 1,024 bytes or more: the format is known then; sizes may lie behind them (JPEG with a large preview, TIFF): then they are 0
 */
export function sniffImage(head: Uint8Array): ImageKind | null {
  const decoder = decoderOf(head);
  return decoder === null ? null : { format: decoder.format, ...decoder.readHeader(head) };
}
