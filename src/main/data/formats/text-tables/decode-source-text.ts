/** Encodings that lists and tables come in when they are not UTF-8: Excel in Taiwan, then any bytes at all. */
const FALLBACKS = ['big5', 'windows-1252'] as const;

export interface SourceText {
  readonly text: string;
  /** What it was decoded from, where it is not UTF-8. */
  readonly encoding: string | null;
}

/** A list's or table's text: UTF-8 with or without its mark, UTF-16 by its mark (Excel's “Unicode text”), else as spreadsheets save it. */
export function decodeSourceText(bytes: Uint8Array): SourceText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(swapPairs(bytes), 'utf-16le');
  const text = tryDecode(bytes, 'utf-8');
  if (text !== null) return { text, encoding: null };
  for (const encoding of FALLBACKS) {
    const other = tryDecode(bytes, encoding);
    if (other !== null) return { text: other, encoding };
  }
  return { text: Buffer.from(bytes).toString('latin1'), encoding: 'latin1' };
}

/** The text of a file's beginning, without a character that the cut has left half. */
export function decodeHead(bytes: Uint8Array): string {
  for (let cut = 0; cut < 4; cut += 1) {
    const { text, encoding } = decodeSourceText(bytes.subarray(0, bytes.length - cut));
    if (encoding === null || encoding === 'utf-16le') return text;
  }
  return decodeSourceText(bytes).text;
}

/** Whether the bytes are text at all: a zero byte is in no list, but for UTF-16. */
export function looksLikeText(head: Uint8Array): boolean {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return isWide || !head.includes(0);
}

function decodeAs(bytes: Uint8Array, encoding: string): SourceText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** Null where it is not of that encoding, or the system does not know it. */
function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function swapPairs(bytes: Uint8Array): Uint8Array {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}
