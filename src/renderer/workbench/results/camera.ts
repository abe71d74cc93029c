import { pixelsOfRgba } from '../../../graph-runtime/images/pixels-of-rgba';
import { request } from '../../store/bridge/bridge';
import type { PixelSample } from './decode-image';

/** Why there is no picture. */
export type CameraProblem = 'none' | 'refused' | 'busy' | 'lost' | 'other';

const PROBLEMS: Readonly<Record<string, CameraProblem>> = {
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** The longer side of what is sent to the network, which makes it as small as it wants it. */
const LARGEST_SIDE = 512;

/** Turns the camera on. Only right after a click or a key press: main refuses it otherwise. */
export async function openCamera(): Promise<MediaStream | CameraProblem> {
  try {
    await request('camera:open', undefined);
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  } catch (error) {
    void request('camera:close', undefined);
    return PROBLEMS[error instanceof DOMException ? error.name : ''] ?? 'other';
  }
}

/** Turns it off: its light goes out, and main refuses it from here on. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
  void request('camera:close', undefined);
}

/**
 * What the camera sees now: the largest part in the middle that has the shape of the data set's images. Null before its first picture.
 *
 * @param shape height and width of the data set's images
 */
export function pictureOf(
  video: HTMLVideoElement,
  [rows, columns]: readonly [height: number, width: number],
): PixelSample | null {
  const { videoHeight, videoWidth } = video;
  if (videoHeight === 0 || videoWidth === 0) return null;
  const scale = Math.min(videoHeight / rows, videoWidth / columns);
  const [cutHeight, cutWidth] = [rows * scale, columns * scale];
  const smaller = Math.min(1, LARGEST_SIDE / Math.max(cutHeight, cutWidth));
  const height = Math.max(1, Math.round(cutHeight * smaller));
  const width = Math.max(1, Math.round(cutWidth * smaller));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  const [left, top] = [(videoWidth - cutWidth) / 2, (videoHeight - cutHeight) / 2];
  context.imageSmoothingQuality = 'high';
  context.drawImage(video, left, top, cutWidth, cutHeight, 0, 0, width, height);
  return { type: 'pixels', ...pixelsOfRgba(context.getImageData(0, 0, width, height).data, height, width) };
}
