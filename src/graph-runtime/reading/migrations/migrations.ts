import type { Diagnostic } from '../../diagnostics/diagnostic';
import { DOCUMENT_VERSION } from '../../document/document';
import type { JsonObject } from '../../document/json-object';
import { fileDiagnostic } from '../guard';
import type { Migration } from './migration';
import { fromVersion1 } from './v1';
import { fromVersion2 } from './v2';

/**
 * Every step there has been, oldest first. Version 1 is the first version that was ever written. A new version adds a file `vN.ts` here with its test beside it, its line below, and raises `DOCUMENT_VERSION`.
 */
export const MIGRATIONS: readonly Migration[] = [fromVersion1, fromVersion2];

export type MigrationResult =
  | { readonly ok: true; readonly file: JsonObject }
  | { readonly ok: false; readonly diagnostic: Diagnostic };

/**
 * Brings a file of any known version up to `target`. A file of a newer program, or one whose version nobody ever wrote, is
 * refused rather than guessed at.
 */
export function migrate(
  file: JsonObject,
  migrations: readonly Migration[] = MIGRATIONS,
  target: number = DOCUMENT_VERSION,
): MigrationResult {
  const version = file.version;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    return refuse('file-without-version', { received: String(version) }, target);
  }
  if (version > target) return refuse('file-too-new', { version }, target);
  let current = file;
  for (let from = version; from < target; from += 1) {
    const step = migrations.find((migration) => migration.from === from);
    if (step === undefined) return refuse('file-too-old', { version }, target);
    current = { ...step.migrate(current), version: from + 1 };
  }
  return { ok: true, file: current };
}

function refuse(code: string, values: Record<string, string | number>, supported: number): MigrationResult {
  return { ok: false, diagnostic: fileDiagnostic(code, { ...values, supported }) };
}
