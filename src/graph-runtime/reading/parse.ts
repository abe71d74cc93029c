import type { Diagnostic } from '../diagnostics/diagnostic';
import { documentSchema, type NetloomDocument } from '../document/document';
import { inOrderOf } from '../document/field-order';
import { isJsonObject, type JsonObject } from '../document/json-object';
import { checkValue, fileDiagnostic } from './guard';
import type { DuplicateName } from './json/duplicate-names';
import { duplicateDiagnostic, readJson } from './json/read-json';
import { migrate } from './migrations/migrations';
import { describeIssue, pathOfNode } from './schema-issues';

export type ParseResult =
  | {
      readonly ok: true;
      readonly document: NetloomDocument;
      /** What the document does not show any more: names that the file gives twice. */
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** More complaints than this about one file help nobody. */
const MAXIMUM_COMPLAINTS = 50;

/**
 * Reads a document from the text of a file or from parsed JSON. Never throws: whatever a stranger's file holds, the answer is a
 * document or the list of what is wrong with it. Limits hold before anything is built from the file.
 *
 * A document that parses may still be a network that cannot work, and hold fields that mean nothing; that is for the analysis to say.
 */
export function parseDocument(json: unknown): ParseResult {
  const read =
    typeof json === 'string' ? readJson(json) : { ok: true as const, json, duplicates: NO_DUPLICATES };
  if (!read.ok) return fail(read.diagnostic);
  const flaw = checkValue(read.json);
  if (flaw !== null) return fail(flaw);
  if (!isJsonObject(read.json)) return fail(fileDiagnostic('file-not-a-document'));
  if (read.json.format !== 'netloom') return fail(fileDiagnostic('file-not-a-document'));
  const migrated = migrate(read.json);
  if (!migrated.ok) return fail(migrated.diagnostic);
  const parsed = documentSchema.safeParse(migrated.file);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, MAXIMUM_COMPLAINTS);
    return { ok: false, diagnostics: issues.map((issue) => describeIssue(issue, migrated.file)) };
  }
  const warnings = warningsOf(read.duplicates, migrated.file);
  return { ok: true, document: inOrderOf(migrated.file, parsed.data), warnings };
}

const NO_DUPLICATES: readonly DuplicateName[] = [];

function warningsOf(duplicates: readonly DuplicateName[], file: JsonObject): readonly Diagnostic[] {
  return duplicates.map((duplicate) => duplicateDiagnostic(duplicate, pathOfNode(duplicate.place, file)));
}

function fail(diagnostic: Diagnostic): ParseResult {
  return { ok: false, diagnostics: [diagnostic] };
}
