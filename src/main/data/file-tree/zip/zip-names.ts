import type { ZipEntry } from './zip-directory';

/** What the entry is called: with `/` between folders; ends with `/` where it is a folder. */
export function nameOfEntry(entry: ZipEntry): string {
  const name = decodeName(entry);
  // Old programs of Windows wrote backslashes between folders; on Unix they may be part of a name.
  return entry.system === 3 || entry.system === 19 ? name : name.replaceAll('\\', '/');
}

/** Whether a path stays inside of where it would be unpacked to, on every system. */
export function isSafePath(path: string): boolean {
  if (path === '' || path.includes('\0') || /^([/\\]|[a-z]:)/i.test(path)) return false;
  return !path.split(/[/\\]/).includes('..');
}

function decodeName({ name, isNameUtf8, unicodeName }: ZipEntry): string {
  if (unicodeName !== null) {
    const text = decodeStrictly(unicodeName, 'utf-8');
    if (text !== null) return text;
  }
  // The archiver of macOS writes UTF-8 without saying so.
  const text = decodeStrictly(name, 'utf-8');
  if (text !== null) return text;
  return (isNameUtf8 ? null : decodeBig5(name)) ?? decodeCodePage437(name);
}

/** Windows in Taiwan writes names in Big5 without saying so: bytes that are Chinese characters in it, and ASCII. */
function decodeBig5(name: Uint8Array): string | null {
  const text = decodeStrictly(name, 'big5');
  return text !== null && /^[\u0020-\u007e\u3000-\u9fff\uff00-\uffef]+$/.test(text) ? text : null;
}

/** Null where the bytes are no text in that encoding, or the system does not know it. */
function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The upper half of the code page that zip names are in unless they say otherwise (APPNOTE.TXT, appendix D). */
const UPPER_HALF =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

function decodeCodePage437(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte < 128 ? String.fromCharCode(byte) : (UPPER_HALF[byte - 128] ?? '?'),
  ).join('');
}
