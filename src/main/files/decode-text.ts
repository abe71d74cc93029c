import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import {
  type BytePlace,
  cutShort,
  notText,
  notUtf8,
  otherEncoding,
} from '../../graph-runtime/reading/encoding-diagnostics';

export type TextReading =
  /** `warnings`: that saving writes another encoding. */
  | { readonly ok: true; readonly text: string; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostic: Diagnostic };

type WideEncoding = 'UTF-16LE' | 'UTF-16BE' | 'UTF-32LE' | 'UTF-32BE';

/** Byte order marks; the longer ones first, as one begins like another. */
const MARKS: readonly (readonly [WideEncoding, readonly number[]])[] = [
  ['UTF-32LE', [0xff, 0xfe, 0, 0]],
  ['UTF-32BE', [0, 0, 0xfe, 0xff]],
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0xfe, 0xff]],
];

/** Characters of a line that a message shows. */
const EXCERPT = 50;

/**
 * The text in the bytes of a file: UTF-8, or UTF-16 and UTF-32 by their mark or, as JSON begins with ASCII, by their zeros (RFC 4627).
 * Bytes of any other encoding are refused: read as UTF-8 they would lose letters, and be saved without them.
 */
export function decodeText(bytes: Buffer): TextReading {
  for (const [encoding, mark] of MARKS) {
    if (mark.every((byte, index) => bytes[index] === byte) && bytes.length >= mark.length) {
      return decodeWide(bytes.subarray(mark.length), encoding);
    }
  }
  const encoding = encodingByZeros(bytes);
  return encoding === null ? decodeUtf8(bytes) : decodeWide(bytes, encoding);
}

/** The encoding of a text without a mark whose first characters are ASCII; null for UTF-8. */
function encodingByZeros(bytes: Buffer): WideEncoding | null {
  const zeros = [...bytes.subarray(0, 4)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
  if (zeros === 'x000') return 'UTF-32LE';
  if (zeros === '000x') return 'UTF-32BE';
  if (zeros === 'x0x0') return 'UTF-16LE';
  return zeros === '0x0x' ? 'UTF-16BE' : null;
}

function decodeWide(bytes: Buffer, encoding: WideEncoding): TextReading {
  const width = encoding.startsWith('UTF-32') ? 4 : 2;
  const whole = bytes.subarray(0, bytes.length - (bytes.length % width));
  const text = width === 4 ? readUtf32(whole, encoding) : readUtf16(whole, encoding);
  if (text === null) return { ok: false, diagnostic: notText(1) };
  if (whole.length < bytes.length) return { ok: false, diagnostic: cutShort(lineOf(text)) };
  return { ok: true, text, warnings: [otherEncoding(encoding.slice(0, -2))] };
}

function readUtf16(bytes: Buffer, encoding: WideEncoding): string {
  const ordered = encoding === 'UTF-16LE' ? bytes : Buffer.from(bytes).swap16();
  return ordered.toString('utf16le');
}

/** Null when a number is none of Unicode's. */
function readUtf32(bytes: Buffer, encoding: WideEncoding): string | null {
  const parts: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += 4) {
    const code = encoding === 'UTF-32LE' ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset);
    if (code > 0x10ffff) return null;
    parts.push(String.fromCodePoint(code));
  }
  return parts.join('');
}

function decodeUtf8(bytes: Buffer): TextReading {
  const text = bytes.toString('utf8');
  const zero = bytes.indexOf(0);
  if (zero !== -1) {
    return { ok: false, diagnostic: notText(lineOf(bytes.toString('utf8', 0, zero))) };
  }
  const written = Buffer.from(text, 'utf8');
  if (written.equals(bytes)) return { ok: true, text, warnings: [] };
  return { ok: false, diagnostic: explainBytes(bytes, firstDifference(bytes, written)) };
}

function firstDifference(a: Buffer, b: Buffer): number {
  let offset = 0;
  while (offset < a.length && a[offset] === b[offset]) offset += 1;
  return offset;
}

/** Says what is at the first byte that is no part of a character. */
function explainBytes(bytes: Buffer, offset: number): Diagnostic {
  const before = bytes.toString('utf8', 0, offset);
  const line = lineOf(before);
  if (isBegunCharacter(bytes.subarray(offset))) return cutShort(line);
  const lineText = before.slice(before.lastIndexOf('\n') + 1);
  const after = /^[^\r\n]*/.exec(bytes.toString('utf8', offset, offset + EXCERPT))?.[0] ?? '';
  const place: BytePlace = {
    line,
    column: lineText.length + 1,
    excerpt: `${lineText.slice(-EXCERPT / 2)}${after.slice(0, EXCERPT / 2)}`.trim(),
  };
  return notUtf8(bytes[offset] ?? 0, place);
}

/** Whether these bytes are the beginning of one character, whose other bytes would have followed. */
function isBegunCharacter(bytes: Buffer): boolean {
  const [first = 0, ...rest] = bytes.subarray(0, 4);
  const length = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : 2;
  const isLead = first >= 0xc2 && first <= 0xf4;
  return isLead && bytes.length < length && rest.every((byte) => byte >= 0x80 && byte <= 0xbf);
}

/** The number of the line that a text ends on. */
function lineOf(text: string): number {
  return text.split('\n').length;
}
