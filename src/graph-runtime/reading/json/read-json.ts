import type { Diagnostic } from '../../diagnostics/diagnostic';
import { formatPlace } from '../../document/field-place';
import { checkText, fileDiagnostic } from '../guard';
import { type DuplicateName, findDuplicateNames } from './duplicate-names';
import { explainFault } from './explain-fault';

export type JsonReading =
  | { readonly ok: true; readonly json: unknown; readonly duplicates: readonly DuplicateName[] }
  | { readonly ok: false; readonly diagnostic: Diagnostic };

/** More complaints than this about one file help nobody. */
const MOST_DUPLICATES = 50;

/** Reads a JSON text after checking its length and nesting; says where it stops being JSON, and which names it has twice. */
export function readJson(text: string): JsonReading {
  // Windows editors like to begin a file with a byte order mark.
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const flaw = checkText(content);
  if (flaw !== null) return { ok: false, diagnostic: flaw };
  try {
    const json: unknown = JSON.parse(content);
    return { ok: true, json, duplicates: findDuplicateNames(content, MOST_DUPLICATES) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, diagnostic: explainFault(content) };
  }
}

/** Says which of two values counts, and where the other is. */
export function duplicateDiagnostic(duplicate: DuplicateName, path: string): Diagnostic {
  const { place, name, firstLine, lastLine, firstValue, lastValue } = duplicate;
  const values = { name, place: formatPlace([...place, name]), firstLine, lastLine, firstValue, lastValue };
  return fileDiagnostic('file-duplicate-field', values, { severity: 'warning', path });
}
