import { sourceProblem } from '../source-problem-error';
import type { ByteSource } from './byte-source';

/** One line of an archive's directory. */
export interface ZipEntry {
  /** As stored: UTF-8, or bytes of an encoding that the archive does not name. */
  readonly name: Uint8Array;
  readonly isNameUtf8: boolean;
  /** The name in UTF-8 that some programs store beside the other (Info-ZIP's extra field 0x7075). */
  readonly unicodeName: Uint8Array | null;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerOffset: number;
  /** The system that made the entry: 0 DOS and Windows, 3 Unix, 19 macOS. */
  readonly system: number;
  /** The Unix mode, where a Unix system made it. */
  readonly mode: number;
}

const END = 0x06054b50;
const END_LENGTH = 22;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_LENGTH = 20;
const ENTRY = 0x02014b50;
const ENTRY_LENGTH = 46;
const LONGEST_COMMENT = 0xffff;
const IN_EXTRA_FIELD = 0xffffffff;
const LOCAL_HEADER_LENGTH = 30;
/** A directory of ten million files has 1 GB. */
const LARGEST_DIRECTORY = 2e9;

interface DirectoryPlace {
  readonly start: number;
  readonly length: number;
  /** What was put in front of the archive (a program that unpacks it): offsets do not count it. */
  readonly shift: number;
}

/**
 * All entries of an archive, in the order of its directory, which is read at once: a read for each of 100,000 entries takes seconds. Format:
 * PKWARE's APPNOTE.TXT, sections 4.3.12 (directory), 4.3.14 to 4.3.16 (its end, zip64) and 4.5 (extra fields).
 *
 * @throws SourceProblemError `damaged-archive`
 */
export function readZipDirectory(source: ByteSource): readonly ZipEntry[] {
  const place = findDirectory(source);
  const bytes = source.read(place.start, place.length);
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + 4 <= bytes.length && view.getUint32(at, true) === ENTRY) {
    const end = at + ENTRY_LENGTH <= bytes.length ? entryEnd(view, at) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) throw damaged(source, 'its directory is cut off');
    entries.push(readEntry(bytes.subarray(at, end), place.shift));
    at = end;
  }
  if (at === 0 && place.length > 0) throw damaged(source, 'it has no directory');
  requireSeparateEntries(source, entries);
  return entries;
}

function findDirectory(source: ByteSource): DirectoryPlace {
  const tailStart = Math.max(0, source.size - END_LENGTH - LONGEST_COMMENT - LOCATOR64_LENGTH);
  const tail = viewOf(source.read(tailStart, source.size - tailStart));
  const at = findEnd(tail);
  if (at === null) throw damaged(source, 'its end is missing');
  const stated = {
    disk: tail.getUint16(at + 4, true),
    length: tail.getUint32(at + 12, true),
    start: tail.getUint32(at + 16, true),
  };
  const large = findEnd64(source, tail, at);
  if (large === null && stated.disk !== 0) throw damaged(source, 'it is one part of several');
  const { length, start } = large ?? stated;
  const end = large?.place ?? tailStart + at;
  const shift = end - length - start;
  if (length > LARGEST_DIRECTORY || shift < 0)
    throw damaged(source, 'its directory is not where it should be');
  return { start: start + shift, length, shift };
}

/** The last record whose comment reaches the end of the file; else the last one. */
function findEnd(tail: DataView): number | null {
  let last: number | null = null;
  for (let at = tail.byteLength - END_LENGTH; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== END) continue;
    if (at + END_LENGTH + tail.getUint16(at + 20, true) === tail.byteLength) return at;
    last ??= at;
  }
  return last;
}

/** Where the directory of an archive over 4 GB, or of more than 65,535 entries, is. */
function findEnd64(source: ByteSource, tail: DataView, end: number) {
  const locator = end - LOCATOR64_LENGTH;
  if (locator < 0 || tail.getUint32(locator, true) !== LOCATOR64) return null;
  const stated = Number(tail.getBigUint64(locator + 8, true));
  // Behind what was put in front of the archive, the record still stands right before its locator.
  const before = source.size - tail.byteLength + locator - 56;
  for (const place of [stated, before]) {
    const record = viewOf(place >= 0 && place < source.size ? source.read(place, 56) : new Uint8Array());
    if (record.byteLength < 56 || record.getUint32(0, true) !== END64) continue;
    return {
      place,
      length: Number(record.getBigUint64(40, true)),
      start: Number(record.getBigUint64(48, true)),
    };
  }
  throw damaged(source, 'its zip64 record is missing');
}

function entryEnd(view: DataView, at: number): number {
  const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
  return at + ENTRY_LENGTH + lengths.reduce((sum, length) => sum + length, 0);
}

function readEntry(bytes: Uint8Array, shift: number): ZipEntry {
  const view = viewOf(bytes);
  const flags = view.getUint16(8, true);
  const nameEnd = ENTRY_LENGTH + view.getUint16(28, true);
  const extra = readExtraFields(bytes.subarray(nameEnd, nameEnd + view.getUint16(30, true)));
  const system = view.getUint8(5);
  // In this order, the numbers that do not fit into 32 bits are in the extra field.
  const large = largeNumbers(extra.get(0x0001));
  const wide = (value: number) => (value === IN_EXTRA_FIELD ? (large.shift() ?? value) : value);
  const size = wide(view.getUint32(24, true));
  const packedSize = wide(view.getUint32(20, true));
  return {
    name: bytes.subarray(ENTRY_LENGTH, nameEnd),
    isNameUtf8: (flags & 0x800) !== 0,
    // It follows a version byte and a checksum of the other name.
    unicodeName: extra.get(0x7075)?.subarray(5) ?? null,
    isEncrypted: (flags & 1) !== 0,
    method: view.getUint16(10, true),
    crc: view.getUint32(16, true),
    ...{ packedSize, size },
    headerOffset: wide(view.getUint32(42, true)) + shift,
    system,
    mode: system === 3 || system === 19 ? view.getUint32(38, true) >>> 16 : 0,
  };
}

function readExtraFields(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const view = viewOf(bytes);
  const fields = new Map<number, Uint8Array>();
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    fields.set(view.getUint16(at, true), bytes.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

function largeNumbers(field: Uint8Array | undefined): number[] {
  if (field === undefined) return [];
  const view = viewOf(field);
  return Array.from({ length: Math.floor(field.length / 8) }, (_, index) =>
    Number(view.getBigUint64(8 * index, true)),
  );
}

/**
 * Entries whose bytes overlap make an archive of 10 MB unpack to petabytes (Fifield 2019); no honest one has them.
 */
function requireSeparateEntries(source: ByteSource, entries: readonly ZipEntry[]): void {
  const sorted = [...entries].sort((left, right) => left.headerOffset - right.headerOffset);
  sorted.forEach((entry, index) => {
    const end = entry.headerOffset + LOCAL_HEADER_LENGTH + entry.name.length + entry.packedSize;
    const next = sorted[index + 1]?.headerOffset ?? source.size;
    if (end > next) throw damaged(source, 'its entries overlap');
  });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const damaged = (source: ByteSource, detail: string) => sourceProblem('damaged-archive', source.path, detail);
