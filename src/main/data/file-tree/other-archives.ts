import { constants, gunzipSync } from 'node:zlib';

/** Enough for the name, and the mark, of a tape archive's first file. */
export const ARCHIVE_HEAD_BYTES = 4_096;

const TAR_MARK_AT = 257;

const SIGNATURES: readonly {
  readonly kind: string;
  readonly at?: number;
  readonly bytes: readonly number[];
}[] = [
  { kind: 'RAR', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { kind: '7z', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { kind: 'xz', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  // After `BZh` and the size of its blocks.
  { kind: 'bzip2', at: 4, bytes: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59] },
  { kind: 'Zstandard', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
];

/** What kind of archive a file is that has to be unpacked by other means, by how it begins; null: none. A packed table or array is none. */
export function otherArchive(head: Uint8Array): string | null {
  const found = SIGNATURES.find(({ at = 0, bytes }) =>
    bytes.every((byte, index) => head[at + index] === byte),
  );
  if (found !== undefined) return found.kind;
  if (isTar(head)) return 'tar';
  return isTar(unpackedHead(head)) ? 'tar.gz' : null;
}

function isTar(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(TAR_MARK_AT, TAR_MARK_AT + 5)).toString('latin1') === 'ustar';
}

/** What can be had of a gzip file whose end is missing. */
function unpackedHead(head: Uint8Array): Uint8Array {
  if (head[0] !== 0x1f || head[1] !== 0x8b) return new Uint8Array();
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 24 });
  } catch {
    return new Uint8Array();
  }
}
