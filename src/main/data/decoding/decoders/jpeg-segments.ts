import { ByteReader } from '../byte-reader';

/** Codes of markers, the byte behind 0xff. */
export const SOF0 = 0xc0;
const DHT = 0xc4;
const JPG = 0xc8;
const DAC = 0xcc;
const SOF15 = 0xcf;
const RST0 = 0xd0;
const RST7 = 0xd7;
const SOI = 0xd8;
export const EOI = 0xd9;
export const SOS = 0xda;
const TEM = 0x01;

/** One marker with what it holds. */
export interface JpegSegment {
  readonly marker: number;
  /** Where its 0xff is. */
  readonly start: number;
  /** Behind its length. */
  readonly dataStart: number;
  /** Behind its data; of a scan's header, before the compressed data. */
  readonly end: number;
  /** Bytes before it that belong to nothing. */
  readonly skipped: number;
}

/**
 * The segments of a JPEG file in order, up to and with the end of the image. Ends early where the file does: then the last segment is no
 * `EOI`. Between the segments of scans lies compressed data.
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  const reader = new ByteReader(bytes, false);
  let at = 2;
  for (;;) {
    const searched = at;
    at = nextMarker(bytes, at);
    if (at + 2 > bytes.length) return;
    const marker = bytes[at + 1] ?? 0;
    const common = { marker, start: at, skipped: at - searched };
    if (marker === EOI) {
      yield { ...common, dataStart: at + 2, end: at + 2 };
      return;
    }
    if (marker === SOI || marker === TEM || isRestart(marker)) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) return;
    const end = at + 2 + reader.u16(at + 2);
    if (end < at + 4 || end > bytes.length) return;
    yield { ...common, dataStart: at + 4, end };
    at = marker === SOS ? endOfScan(bytes, end) : end;
  }
}

/** Whether a marker begins a frame: its header has the size. */
export function isFrame(marker: number): boolean {
  return marker >= SOF0 && marker <= SOF15 && marker !== DHT && marker !== JPG && marker !== DAC;
}

function isRestart(marker: number): boolean {
  return marker >= RST0 && marker <= RST7;
}

/** The place of the next 0xff that a code follows; beyond the end if there is none. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (
    let at = bytes.indexOf(0xff, from);
    at >= 0 && at + 1 < bytes.length;
    at = bytes.indexOf(0xff, at + 1)
  ) {
    const code = bytes[at + 1];
    if (code !== 0 && code !== 0xff) return at;
  }
  return bytes.length;
}

/** Where the compressed data of a scan ends: restart markers and escaped bytes (0xff00) belong to it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = nextMarker(bytes, from);
  while (at < bytes.length && isRestart(bytes[at + 1] ?? 0)) at = nextMarker(bytes, at + 2);
  return at;
}
