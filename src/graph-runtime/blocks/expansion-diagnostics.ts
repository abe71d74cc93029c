import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { changeTypeFix, clearFieldFix, formatParameter, otherNameFix } from '../diagnostics/fixes';
import { nearestName } from '../diagnostics/nearest-name';
import { blockName, blockType } from '../document/block-type';
import type { NodeSpec } from '../document/document';
import { layerOfOtherName, translateParameters } from '../layers/other-names';
import { alternativeTo } from '../layers/unavailable';
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

/** Says that there is no layer or block of this name, and what was meant as far as that can be known. */
export function unknownTypeDiagnostic(
  { type, parameters = {} }: Pick<NodeSpec, 'type' | 'parameters'>,
  place: Place,
  layerTypes: readonly string[],
  blocks: readonly string[],
): Diagnostic {
  const { scope, id } = place.origin;
  const block = blockName(type);
  if (block !== null) return unknownBlock(type, block, place, blocks);
  const layer = layerOfOtherName(type);
  if (layer !== undefined) {
    const fix = otherNameFix(scope, id, layer.type, translateParameters(layer, type, parameters));
    const values = { type, known: layer.type };
    return expansionDiagnostic('other-name', place, { received: type, values, fixes: [fix] });
  }
  const advice = alternativeTo(type);
  if (advice !== undefined) {
    return {
      ...expansionDiagnostic('layer-not-available', place, { received: type, values: { type } }),
      advice,
    };
  }
  // `conv3d` is no slip of the finger for `conv2d`.
  const alike = layerTypes.filter((candidate) => digitsOf(candidate) === digitsOf(type));
  const suggestion = nearestName(type, [...alike, ...blocks.map(blockType)]);
  if (suggestion === undefined) {
    return expansionDiagnostic('unknown-type', place, { received: type, values: { type } });
  }
  const values = { type, suggestion };
  const fixes = [changeTypeFix(scope, id, suggestion)];
  return expansionDiagnostic('type-misspelled', place, { received: type, values, fixes });
}

function digitsOf(name: string): string {
  return name.replace(/\D/g, '');
}

function unknownBlock(type: string, name: string, place: Place, blocks: readonly string[]): Diagnostic {
  const { scope, id } = place.origin;
  const suggestion = nearestName(name, blocks);
  return expansionDiagnostic('unknown-block', place, {
    ...(blocks.length === 0 ? {} : { expected: blocks.join(', ') }),
    received: type,
    values: { type: name },
    fixes: suggestion === undefined ? [] : [changeTypeFix(scope, id, blockType(suggestion))],
  });
}

/** Says that no layer of this name joins copies, and what was meant as far as that can be known. */
export function unknownJoinDiagnostic(join: string, merges: readonly string[], place: Place): Diagnostic {
  const { scope, id } = place.origin;
  const value = nearestName(join, merges) ?? 'add';
  const set: Fix = {
    code: 'set-parameter',
    values: { node: id, parameter: 'join', value },
    edits: [{ kind: 'update-node', scope, id, changes: { join: value } }],
  };
  return expansionDiagnostic('unknown-join', place, {
    parameter: 'join',
    expected: merges.join(', '),
    received: join,
    values: { join, merges: merges.join(', ') },
    fixes: [set, clearFieldFix(scope, id, 'join')],
  });
}

/** Says that `enabled`, `muted` or `repeat` cannot have this value. */
export function fieldDiagnostic(
  field: 'enabled' | 'muted' | 'repeat',
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
