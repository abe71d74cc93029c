import type { Diagnostic } from '../../diagnostics/diagnostic';
import { nearestName } from '../../diagnostics/nearest-name';
import { fileDiagnostic } from '../guard';
import { type ExpectedNext, findJsonFault, type JsonFault, type TextPosition } from './json-fault';

/** Words of other languages and their writing in JSON. */
const WORDS: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  yes: 'true',
  on: 'true',
  False: 'false',
  FALSE: 'false',
  no: 'false',
  off: 'false',
  None: 'null',
  NULL: 'null',
  Null: 'null',
  nil: 'null',
  undefined: 'null',
};
const NOT_NUMBERS = /^[+-]?(nan|inf|infinity)$/i;
const OTHER_NUMBER = /^([+-]?(\.?\d|0[xob])[\w.+-]*|-)$/i;
const OTHER_QUOTES = ["'", '‘', '’', '`', '“', '”'];

/** What must come next, as the catalogs name it. */
const EXPECTED: Readonly<Record<ExpectedNext, string>> = {
  value: 'json value',
  name: 'json name',
  colon: 'json colon',
  commaOrBrace: 'json comma or brace',
  commaOrBracket: 'json comma or bracket',
  end: 'json end',
};

/** Characters of a line shown around a fault. */
const EXCERPT = 50;

/**
 * Says where a text that is no JSON stops being it: line, column, what is there and what was expected; typical slips by name.
 */
export function explainFault(text: string): Diagnostic {
  if (text.trim() === '') return fileDiagnostic('file-json-empty');
  const fault = findJsonFault(text);
  // A text that the library reads and the engine does not: nobody has seen one, but a file may hold anything.
  if (fault === null)
    return fileDiagnostic('file-not-json', { line: 1, column: 1, excerpt: excerptAt(text, 0) });
  const found = tokenAt(text, fault);
  const { bracket = '', line: openLine = fault.line } = fault.open ?? {};
  return describe(text, fault, found, { ...positionValues(text, fault), word: found, bracket, openLine });
}

function positionValues(text: string, { line, column, offset }: TextPosition): Diagnostic['values'] {
  return { line, column, excerpt: excerptAt(text, offset) };
}

function describe(text: string, fault: JsonFault, found: string, values: Diagnostic['values']): Diagnostic {
  const details = { expected: EXPECTED[fault.expected], received: found === '' ? 'json nothing' : found };
  const first = found.charAt(0);
  switch (fault.kind) {
    case 'comment':
      return fileDiagnostic('file-json-comment', values);
    case 'open-text':
      return fileDiagnostic('file-json-open-text', values);
    case 'control-character':
      return fileDiagnostic('file-json-control-character', values);
    case 'escape':
      return fileDiagnostic('file-json-escape', values);
    case 'number':
      return fileDiagnostic('file-json-number', values);
    case 'unexpected':
      break;
  }
  if (fault.expected === 'end') return fileDiagnostic('file-json-goes-on', values, details);
  if (first === '') return describeEnd(fault, values, details);
  if (fault.comma !== null && (first === '}' || first === ']')) {
    return fileDiagnostic('file-json-trailing-comma', positionValues(text, fault.comma));
  }
  if (first === '#') return fileDiagnostic('file-json-comment', values);
  if (OTHER_QUOTES.includes(first)) return fileDiagnostic('file-json-other-quotes', values, details);
  if (fault.expected === 'name') return describeName(text, fault, found, values, details);
  if (fault.expected === 'value') return describeValue(found, values, details);
  if (fault.expected.startsWith('comma') && /["{[\w-]/.test(first)) {
    // `01` and `0x10` are read as a number with something right after it.
    const before = text.charAt(fault.offset - 1);
    if (/\d/.test(before)) return fileDiagnostic('file-json-number', values, details);
    return fileDiagnostic('file-json-missing-comma', values, details);
  }
  return fileDiagnostic('file-not-json', values, details);
}

type Details = Pick<Diagnostic, 'expected' | 'received'>;

function describeEnd(fault: JsonFault, values: Diagnostic['values'], details: Details): Diagnostic {
  const isOpen = fault.open !== null;
  return fileDiagnostic(isOpen ? 'file-json-unclosed' : 'file-not-json', values, details);
}

function describeName(
  text: string,
  fault: JsonFault,
  found: string,
  values: Diagnostic['values'],
  details: Details,
): Diagnostic {
  const isName = /^[\p{L}\p{N}_$.-]+$/u.test(found);
  const after = text.slice(fault.offset + found.length, fault.offset + found.length + EXCERPT);
  const isNamed = isName && /^\s*[:=]/.test(after);
  return fileDiagnostic(isNamed ? 'file-json-unquoted-name' : 'file-not-json', values, details);
}

function describeValue(found: string, values: Diagnostic['values'], details: Details): Diagnostic {
  if (NOT_NUMBERS.test(found)) return fileDiagnostic('file-json-not-a-number', values, details);
  const instead = Object.hasOwn(WORDS, found) ? WORDS[found] : nearestName(found, ['true', 'false', 'null']);
  if (instead !== undefined) return fileDiagnostic('file-json-other-word', { ...values, instead }, details);
  if (OTHER_NUMBER.test(found)) return fileDiagnostic('file-json-number', values, details);
  if (/^\p{L}/u.test(found)) return fileDiagnostic('file-json-unquoted-text', values, details);
  return fileDiagnostic('file-not-json', values, details);
}

/** What is at the fault: a word, a number or one sign; empty at the end of the text. */
function tokenAt(text: string, { offset }: JsonFault): string {
  const rest = text.slice(offset, offset + 2 * EXCERPT);
  const word = /^[\p{L}\p{N}_$.+-]+/u.exec(rest);
  return shorten(word?.[0] ?? [...rest][0] ?? '');
}

function shorten(text: string): string {
  return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT - 1)}…`;
}

/** The line of the fault, or the part of it around the fault. */
function excerptAt(text: string, offset: number): string {
  const from = Math.max(lineStart(text, offset), offset - EXCERPT / 2);
  const line = /^[^\r\n]*/.exec(text.slice(from, from + EXCERPT))?.[0] ?? '';
  const isCut = /[^\r\n]/.test(text.charAt(from + EXCERPT));
  const begin = from > lineStart(text, offset) ? '…' : '';
  return `${begin}${line.trim()}${line.length === EXCERPT && isCut ? '…' : ''}`;
}

function lineStart(text: string, offset: number): number {
  const before = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1));
  return offset === 0 ? 0 : before + 1;
}
