import type { Diagnostic } from '../diagnostics/diagnostic';
import {
  blockParameterSchema,
  blockSchema,
  documentSchema,
  edgeSchema,
  nodeSchema,
  noteSchema,
} from './document';
import { fileDiagnostic } from './guard';
import type { JsonObject } from './migrations/migrations';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Fields that the schema would drop without a word. A misspelt `paramters` in a file written by hand would otherwise only show
 * as a network that behaves as if it had not been written.
 */
export function findUnknownFields(file: JsonObject): Diagnostic[] {
  const found: Diagnostic[] = [];
  check(file, documentSchema.shape, '', found);
  checkScope(file, '', found);
  checkEach(file.notes, noteSchema.shape, 'notes', found);
  for (const [name, block] of Object.entries(asObject(file.blocks))) {
    check(block, blockSchema.shape, `blocks.${name}`, found);
    checkScope(asObject(block), `blocks.${name}.`, found);
  }
  return found;
}

function checkScope(scope: JsonObject, prefix: string, found: Diagnostic[]): void {
  checkEach(scope.nodes, nodeSchema.shape, `${prefix}nodes`, found);
  checkEach(scope.edges, edgeSchema.shape, `${prefix}edges`, found);
  checkEach(scope.parameters, blockParameterSchema.shape, `${prefix}parameters`, found);
}

function checkEach(list: unknown, fields: Fields, place: string, found: Diagnostic[]): void {
  if (!Array.isArray(list)) return;
  list.forEach((item: unknown, index) => {
    check(item, fields, `${place}[${index}]`, found);
  });
}

function check(value: unknown, fields: Fields, place: string, found: Diagnostic[]): void {
  for (const name of Object.keys(asObject(value))) {
    if (Object.hasOwn(fields, name)) continue;
    const where = place === '' ? name : `${place}.${name}`;
    found.push(
      fileDiagnostic(
        'file-unknown-field',
        { place: where, name },
        { severity: 'warning', expected: Object.keys(fields).join(', ') },
      ),
    );
  }
}

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
