import type { Diagnostic } from '../diagnostics/diagnostic';
import { isReservedName } from '../document/reserved-name';

/** Limits on a file as text and as plain JSON, checked before its content is looked at. */
export const FILE_LIMITS = {
  /** Characters. The biggest preset, written out node by node, has fewer than 200,000. */
  textLength: 8_000_000,
  /** Brackets within brackets. The format itself needs nine. */
  nesting: 32,
  /** Values of any kind: objects, lists, numbers, texts. */
  values: 2_000_000,
} as const;

/** A problem that concerns the file as a whole. */
export function fileDiagnostic(
  code: string,
  values: Readonly<Record<string, string | number>> = {},
  details: Partial<Omit<Diagnostic, 'code' | 'values'>> = {},
): Diagnostic {
  return { code, severity: 'error', path: '', fixes: [], ...details, values };
}

/**
 * Checks length and nesting of a JSON text without building anything from it. One pass over the characters; brackets inside
 * quotes do not count.
 */
export function checkText(text: string): Diagnostic | null {
  if (text.length > FILE_LIMITS.textLength) {
    return fileDiagnostic('file-too-long', { length: text.length, limit: FILE_LIMITS.textLength });
  }
  let depth = 0;
  let isQuoted = false;
  for (let position = 0; position < text.length; position += 1) {
    const character = text.charCodeAt(position);
    if (isQuoted) {
      if (character === 0x5c)
        position += 1; // A backslash: the next character is escaped.
      else if (character === 0x22) isQuoted = false;
    } else if (character === 0x22) {
      isQuoted = true;
    } else if (character === 0x7b || character === 0x5b) {
      depth += 1;
      if (depth > FILE_LIMITS.nesting) return fileDiagnostic('file-too-deep', { limit: FILE_LIMITS.nesting });
    } else if (character === 0x7d || character === 0x5d) {
      depth -= 1;
    }
  }
  return null;
}

/**
 * Checks parsed JSON (or a value that claims to be) for size, nesting and reserved names. Works level by level, without
 * recursion, so that no input can exhaust the stack; an object that contains itself ends at the nesting limit.
 */
export function checkValue(json: unknown): Diagnostic | null {
  let level: unknown[] = [json];
  let count = 1;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > FILE_LIMITS.nesting) return fileDiagnostic('file-too-deep', { limit: FILE_LIMITS.nesting });
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      if (!Array.isArray(value)) {
        const reserved = Object.keys(value).find(isReservedName);
        if (reserved !== undefined) return fileDiagnostic('file-reserved-name', { name: reserved });
      }
      const children: unknown[] = Array.isArray(value) ? value : Object.values(value);
      count += children.length;
      if (count > FILE_LIMITS.values) return fileDiagnostic('file-too-big', { limit: FILE_LIMITS.values });
      for (const child of children) next.push(child);
    }
    level = next;
  }
  return null;
}
