import { hasText } from '../byte-reader';
import { orientationOfExif } from '../exif';
import type { ImageHeader } from '../image-decoder';
import { UNKNOWN_HEADER } from '../image-decoder';
import { damaged, truncated, unsupported } from '../image-problem';
import { EOI, isFrame, type JpegSegment, jpegSegments, SOS } from './jpeg-segments';

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;

const PROCESSES: Readonly<Record<number, string>> = {
  195: 'lossless JPEG',
  197: 'hierarchical JPEG',
  198: 'hierarchical JPEG',
  199: 'hierarchical JPEG',
  201: 'JPEG with arithmetic coding',
  202: 'JPEG with arithmetic coding',
  203: 'lossless JPEG',
};
const PROGRESSIVE = 0xc2;

/** What is needed to decode a whole JPEG file. */
export interface JpegStructure {
  /** The file as decoders that print only their first warning get it: without what would cause harmless ones. */
  readonly bytes: Uint8Array;
  readonly components: number;
  readonly hasAdobeMarker: boolean;
}

/** Size and orientation, from the segments before the frame. */
export function readJpegHeader(bytes: Uint8Array): ImageHeader {
  let orientation: ImageHeader['orientation'] = 1;
  for (const { marker, dataStart, end } of jpegSegments(bytes)) {
    const data = bytes.subarray(dataStart, end);
    // Photos may have several of these; XMP comes in APP1, too.
    if (marker === APP1 && hasText(data, 0, 'Exif\0') && orientation === 1) {
      orientation = orientationOfExif(data);
    }
    if (isFrame(marker) && data.length >= 6) {
      const height = ((data[1] ?? 0) << 8) | (data[2] ?? 0);
      const width = ((data[3] ?? 0) << 8) | (data[4] ?? 0);
      return { width, height, orientation };
    }
    if (marker === SOS) break;
  }
  return { ...UNKNOWN_HEADER, orientation };
}

/**
 * Goes through all segments of a file to be decoded.
 *
 * @throws ImageProblem when the end is missing, or the kind of JPEG is one that is not read
 */
export function readJpegStructure(bytes: Uint8Array): JpegStructure {
  const segments = [...jpegSegments(bytes)];
  const frame = segments.find(({ marker }) => isFrame(marker));
  if (segments.at(-1)?.marker !== EOI) truncated('the end of the image is missing');
  if (frame === undefined) return damaged('no frame header');
  const components = checkFrame(bytes, frame);
  if (!segments.some(({ marker }) => marker === SOS)) damaged('no image data');
  const hasAdobeMarker = segments.some(
    ({ marker, dataStart }) => marker === APP14 && hasText(bytes, dataStart, 'Adobe'),
  );
  return { bytes: withoutOddities(bytes, segments, frame), components, hasAdobeMarker };
}

/** The number of components of a frame that can be read. */
function checkFrame(bytes: Uint8Array, { marker, dataStart, end }: JpegSegment): number {
  const process = PROCESSES[marker];
  if (process !== undefined || marker > PROGRESSIVE) unsupported(process ?? 'an unusual kind of JPEG');
  const precision = bytes[dataStart] ?? 0;
  if (precision !== 8) unsupported(`JPEG with ${precision} bits per channel`);
  const components = bytes[dataStart + 5] ?? 0;
  if (end - dataStart < 6 + 3 * components) damaged('the frame header is too short');
  if (components !== 1 && components !== 3 && components !== 4) {
    unsupported(`JPEG with ${components} channels`);
  }
  return components;
}

/**
 * The file without bytes that belong to nothing between its segments, without unknown versions of JFIF, and with the numbers in scan headers
 * that a file without progression must have. Cameras and programs write all of these; libjpeg warns of them and decodes the image.
 */
function withoutOddities(
  bytes: Uint8Array,
  segments: readonly JpegSegment[],
  frame: JpegSegment,
): Uint8Array {
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let isChanged = false;
  segments.forEach(({ marker, start, dataStart, end, skipped }, index) => {
    const next = segments[index + 1];
    const isOdd = marker === APP0 && hasText(bytes, dataStart, 'JFIF\0') && bytes[dataStart + 5] !== 1;
    const header = bytes.subarray(start, end);
    const isBadScan = marker === SOS && frame.marker < PROGRESSIVE && !hasSequentialNumbers(header);
    // Garbage in the compressed data is no part of `skipped`: it would not be found as such.
    isChanged ||= isOdd || isBadScan || skipped > 0;
    if (isOdd) return;
    parts.push(isBadScan ? withSequentialNumbers(header) : header);
    if (marker === SOS && next !== undefined) parts.push(bytes.subarray(end, next.start));
  });
  return isChanged ? Buffer.concat(parts) : bytes;
}

/** Whether a scan's header ends as one without progression has to: all 64 coefficients, with all their bits. */
function hasSequentialNumbers(header: Uint8Array): boolean {
  const [first, last, bits] = header.subarray(-3);
  return first === 0 && last === 63 && bits === 0;
}

function withSequentialNumbers(header: Uint8Array): Uint8Array {
  const fixed = header.slice();
  fixed.set([0, 63, 0], Math.max(4, fixed.length - 3));
  return fixed;
}
