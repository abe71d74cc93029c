import type { z } from 'zod';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { documentSchema, type NetloomDocument } from './document';
import { checkText, checkValue, fileDiagnostic } from './guard';
import { type JsonObject, migrate } from './migrations/migrations';
import { findUnknownFields } from './unknown-fields';

export type ParseResult =
  | {
      readonly ok: true;
      readonly document: NetloomDocument;
      /** Fields of the file that mean nothing and are not kept, such as misspelt names. */
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** More complaints than this about one file help nobody. */
const MAXIMUM_COMPLAINTS = 50;

/**
 * Reads a document from the text of a file or from parsed JSON. Never throws: whatever a stranger's file holds, the answer is a
 * document or the list of what is wrong with it. Limits hold before anything is built from the file.
 *
 * A document that parses may still be a network that cannot work; that is for the analysis to say.
 */
export function parseDocument(json: unknown): ParseResult {
  const value = typeof json === 'string' ? parseText(json) : { ok: true as const, json };
  if (!value.ok) return fail(value.diagnostic);
  const flaw = checkValue(value.json);
  if (flaw !== null) return fail(flaw);
  if (!isJsonObject(value.json)) return fail(fileDiagnostic('file-not-a-document'));
  if (value.json.format !== 'netloom') return fail(fileDiagnostic('file-not-a-document'));
  const migrated = migrate(value.json);
  if (!migrated.ok) return fail(migrated.diagnostic);
  const parsed = documentSchema.safeParse(migrated.file);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, MAXIMUM_COMPLAINTS);
    return { ok: false, diagnostics: issues.map((issue) => describeIssue(issue, migrated.file)) };
  }
  return {
    ok: true,
    document: parsed.data,
    warnings: findUnknownFields(migrated.file).slice(0, MAXIMUM_COMPLAINTS),
  };
}

function fail(diagnostic: Diagnostic): ParseResult {
  return { ok: false, diagnostics: [diagnostic] };
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseText(text: string): { ok: true; json: unknown } | { ok: false; diagnostic: Diagnostic } {
  const flaw = checkText(text);
  if (flaw !== null) return { ok: false, diagnostic: flaw };
  try {
    const json: unknown = JSON.parse(text);
    return { ok: true, json };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, diagnostic: fileDiagnostic('file-not-json', { line: lineOfError(text, message) }) };
  }
}

/** JSON.parse names a character position in its message, but not when the text just ends too early. */
function lineOfError(text: string, message: string): number {
  const match = /position (\d+)/.exec(message);
  const position = match?.[1] === undefined ? text.length : Number(match[1]);
  let line = 1;
  for (
    let index = text.indexOf('\n');
    index !== -1 && index < position;
    index = text.indexOf('\n', index + 1)
  ) {
    line += 1;
  }
  return line;
}

/** One complaint of the schema in the words of the catalogue; `place` reads like `nodes[3].parameters.filters`. */
function describeIssue(issue: z.core.$ZodIssue, file: JsonObject): Diagnostic {
  const place = formatPlace(issue.path);
  const path = pathOfNode(issue.path, file);
  switch (issue.code) {
    case 'invalid_type':
      return fileDiagnostic('file-wrong-kind', { place }, { path, expected: issue.expected });
    case 'too_big':
      return fileDiagnostic('file-out-of-range', { place }, { path, expected: `≤ ${issue.maximum}` });
    case 'too_small':
      return fileDiagnostic('file-out-of-range', { place }, { path, expected: `≥ ${issue.minimum}` });
    case 'invalid_value':
      return fileDiagnostic('file-unknown-value', { place }, { path, expected: issue.values.join(', ') });
    case 'invalid_format':
    case 'invalid_key':
      return fileDiagnostic('file-bad-name', { place }, { path });
    default:
      return fileDiagnostic('file-unreadable-value', { place }, { path });
  }
}

function formatPlace(path: readonly PropertyKey[]): string {
  let place = '';
  for (const key of path) {
    if (typeof key === 'number') place += `[${key}]`;
    else place += place === '' ? String(key) : `.${String(key)}`;
  }
  return place === '' ? 'file' : place;
}

/** The path of the node a complaint is about, when it is a node of the network itself (not of a block). */
function pathOfNode(path: readonly PropertyKey[], file: JsonObject): string {
  const [field, index] = path;
  if (field !== 'nodes' || typeof index !== 'number' || !Array.isArray(file.nodes)) return '';
  const node: unknown = file.nodes[index];
  return isJsonObject(node) && typeof node.id === 'string' ? node.id.slice(0, 64) : '';
}
