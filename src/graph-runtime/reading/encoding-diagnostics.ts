import type { Diagnostic } from '../diagnostics/diagnostic';
import { fileDiagnostic } from './guard';

/** What can be said of the bytes of a file before they are a text. Whoever reads the file decodes it; the words are here. */

/** The file was read in another encoding than the one it will be saved in. */
export function otherEncoding(encoding: string): Diagnostic {
  return fileDiagnostic('file-encoding', { encoding }, { severity: 'warning' });
}

/** A place of the file, from 1, and the line as far as it can be read. */
export interface BytePlace {
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

/** A byte that begins no character of UTF-8. */
export function notUtf8(byte: number, { line, column, excerpt }: BytePlace): Diagnostic {
  const shown = `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return fileDiagnostic('file-not-unicode', { byte: shown, line, column, excerpt });
}

/** The last character has only its first bytes. */
export function cutShort(line: number): Diagnostic {
  return fileDiagnostic('file-cut-short', { line });
}

/** A byte that no text has. */
export function notText(line: number): Diagnostic {
  return fileDiagnostic('file-binary', { line });
}
