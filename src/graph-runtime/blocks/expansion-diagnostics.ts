import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { changeTypeFix, clearFieldFix, formatParameter, removeNodeFix } from '../diagnostics/fixes';
import { nearestName } from '../diagnostics/nearest-name';
import type { Reading } from './parameter-kinds';
import type { Place } from './resolve-parameters';

interface Details {
  readonly severity?: 'warning';
  readonly port?: string;
  readonly parameter?: string;
  readonly expected?: string;
  readonly received?: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly fixes?: readonly Fix[];
}

/** A diagnostic of the expansion at a node of the document. */
export function expansionDiagnostic(
  code: string,
  { path, origin }: Place,
  details: Details = {},
): Diagnostic {
  return {
    severity: 'error',
    code,
    path,
    origin,
    fixes: [],
    ...details,
    values: { node: origin.id, ...details.values },
  };
}

/** Says that there is no layer or block of this name, and which was probably meant. */
export function unknownTypeDiagnostic(
  type: string,
  place: Place,
  layerTypes: readonly string[],
  blocks: readonly string[],
): Diagnostic {
  const { scope, id } = place.origin;
  const isBlock = type.startsWith('block:');
  const known = [...layerTypes, ...blocks.map((name) => `block:${name}`)];
  const suggestion = nearestName(type, known);
  const fixes = suggestion === undefined ? [] : [changeTypeFix(scope, id, suggestion)];
  return expansionDiagnostic(isBlock ? 'unknown-block' : 'unknown-type', place, {
    ...(isBlock ? { expected: blocks.join(', ') } : {}),
    received: type,
    values: { type: isBlock ? type.slice('block:'.length) : type },
    fixes: [...fixes, removeNodeFix(scope, id)],
  });
}

/** Says that `enabled` or `repeat` cannot have this value. */
export function fieldDiagnostic(
  field: 'enabled' | 'repeat',
  value: number | string | boolean,
  { diagnostic, nearest }: Extract<Reading<unknown>, { ok: false }>,
  place: Place,
): Diagnostic {
  const { scope, id } = place.origin;
  const fixes: Fix[] = [];
  if (field === 'repeat' && typeof nearest === 'number') {
    fixes.push({
      code: 'set-parameter',
      values: { node: id, parameter: field, value: nearest },
      edits: [{ kind: 'update-node', scope, id, changes: { repeat: nearest } }],
    });
  }
  fixes.push(clearFieldFix(scope, id, field));
  return {
    ...expansionDiagnostic(diagnostic.code, place, { parameter: field, fixes }),
    expected: diagnostic.expected,
    received: diagnostic.received ?? formatParameter(value),
    values: { node: id, parameter: field, ...diagnostic.values },
  };
}
