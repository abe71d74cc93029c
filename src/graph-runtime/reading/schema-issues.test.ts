import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FieldPlace } from '../document/field-place';
import { type FieldTree, objectTreeFor } from '../document/field-tree';
import { isJsonObject } from '../document/json-object';
import { completeDocuments } from '../document/testing/complete-documents';
import { DOCUMENT_FIELDS } from '../document/unknown-fields';
import { describeDiagnostic } from '../messages/describe-diagnostic';
import { optimizers } from '../settings/optimizers/registry';
import { LANGUAGES } from '../text/text';
import { parseDocument } from './parse';

/** A bound of a number in the schema. */
interface Bound {
  readonly sign: '<' | '>';
  readonly isInclusive: boolean;
  readonly value: number;
}

function numberIn(schema: z.core.$ZodType): z.ZodNumber | null {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return numberIn(schema.unwrap());
  }
  return schema instanceof z.ZodNumber ? schema : null;
}

function boundsOf(number: z.ZodNumber): Bound[] {
  return (number.def.checks ?? []).flatMap((check): Bound[] => {
    const def: object = check._zod.def;
    if (!('check' in def && 'inclusive' in def && 'value' in def)) return [];
    const sign = def.check === 'less_than' ? '<' : '>';
    return [{ sign, isInclusive: def.inclusive === true, value: Number(def.value) }];
  });
}

interface BoundCase extends Bound {
  readonly document: object;
  readonly place: FieldPlace;
}

/** Every bound of every number of the format, each where a document has it. */
function boundsIn(
  document: object,
  value: unknown,
  tree: FieldTree,
  place: FieldPlace = [],
): readonly BoundCase[] {
  if (Array.isArray(value) && tree?.kind === 'list') {
    return value.flatMap((item, index) => boundsIn(document, item, tree.item, [...place, index]));
  }
  if (!isJsonObject(value) || tree === null) return [];
  if (tree.kind === 'record') {
    return Object.entries(value).flatMap(([name, item]) =>
      boundsIn(document, item, tree.value, [...place, name]),
    );
  }
  const own = objectTreeFor(tree, value);
  if (own === null || !(own.schema instanceof z.ZodObject)) return [];
  return Object.entries(own.schema.shape).flatMap(([name, schema]) => {
    const number = numberIn(schema);
    const here = [...place, name];
    if (number === null) return boundsIn(document, value[name], own.fields[name] ?? null, here);
    return boundsOf(number).map((bound) => ({ ...bound, document, place: here }));
  });
}

function replaced(document: object, place: FieldPlace, value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(document));
  let holder = copy as Record<string | number, unknown>;
  for (const key of place.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  holder[place.at(-1) ?? ''] = value;
  return copy;
}

/** What is said of a value that the schema refuses. */
function complaint(document: object, place: FieldPlace, value: unknown) {
  const parsed = parseDocument(replaced(document, place, value));
  if (parsed.ok) throw new Error(`${place.join('.')} may be ${JSON.stringify(value)}`);
  const [diagnostic] = parsed.diagnostics;
  if (diagnostic === undefined) throw new Error('nothing is said');
  return { diagnostic, ...describeDiagnostic(diagnostic, 'en') };
}

const [first = {}] = completeDocuments();

describe('a number out of bounds', () => {
  const cases = completeDocuments().flatMap((document) => boundsIn(document, document, DOCUMENT_FIELDS));

  it('reports its bound as the schema has it: exclusive ones as exclusive', () => {
    expect(cases.filter(({ isInclusive }) => !isInclusive).length).toBeGreaterThan(10);
    expect(cases.length).toBeGreaterThan(40);
    for (const { document, place, sign, isInclusive, value } of cases) {
      const step = sign === '<' ? 1 : -1;
      const { diagnostic, title } = complaint(document, place, isInclusive ? value + step : value);
      const shown = isInclusive ? (sign === '<' ? '≤' : '≥') : sign;
      expect([place.join('.'), diagnostic.expected]).toEqual([place.join('.'), `${shown} ${value}`]);
      expect(title).toContain(String(diagnostic.received));
    }
  });

  it('says lengths of texts and lists as such', () => {
    expect(complaint(first, ['name'], '').diagnostic).toMatchObject({
      code: 'file-wrong-length',
      expected: '≥ 1',
    });
    const mean = ['training', 'normalization', 'mean'];
    expect(complaint(first, mean, [1, 2, 3, 4, 5]).diagnostic).toMatchObject({
      code: 'file-wrong-count',
      values: { count: 5 },
      expected: '≤ 4',
    });
  });
});

describe('a value of another type', () => {
  it.each<[FieldPlace, unknown, string]>([
    [
      ['training', 'epochs'],
      '10',
      'Wrong type at training.epochs: expected a number, but found the string "10".',
    ],
    [
      ['training', 'epochs'],
      1.5,
      'Wrong type at training.epochs: expected a whole number, but found the number 1.5.',
    ],
    [
      ['training', 'earlyStopping', 'keepsBest'],
      1,
      'Wrong type at training.earlyStopping.keepsBest: expected true or false, but found the number 1.',
    ],
    [
      ['nodes', 0, 'locked'],
      'yes',
      'Wrong type at nodes[0].locked: expected true or false, but found the string "yes".',
    ],
    [['nodes'], {}, 'Wrong type at nodes: expected a list, but found the object {}.'],
    [['training'], [], 'Wrong type at training: expected an object, but found the list [].'],
    [['name'], null, 'Wrong type at name: expected a string, but found null.'],
    [
      ['nodes', 0, 'repeat'],
      true,
      'Wrong type at nodes[0].repeat: expected a number or a string, but found true.',
    ],
    [
      ['nodes', 0, 'enabled'],
      3,
      'Wrong type at nodes[0].enabled: expected true or false or a string, but found the number 3.',
    ],
    [
      ['nodes', 0, 'parameters', 'shape'],
      { a: 1 },
      'Wrong type at nodes[0].parameters.shape: expected a number or true or false or a string or a list, but found the object {"a":1}.',
    ],
    [
      ['nodes', 0, 'parameters', 'shape'],
      [28, null],
      'Wrong type at nodes[0].parameters.shape[1]: expected a number or a string, but found null.',
    ],
  ])('%j: %j', (place, value, title) => {
    expect(complaint(first, place, value).title).toBe(title);
  });

  it('or none at all is said with what is missing', () => {
    const { diagnostic } = complaint(first, ['training', 'optimizer', 'learningRate'], undefined);
    expect(diagnostic).toMatchObject({ code: 'file-missing-value', expected: 'number' });
  });
});

describe('an unknown choice', () => {
  it.each<[FieldPlace, unknown, string, string | undefined]>([
    [['training', 'optimizer', 'type'], 'Adam', Object.keys(optimizers).join(', '), 'adam'],
    [['training', 'optimizer', 'type'], 'shampoo', Object.keys(optimizers).join(', '), undefined],
    [['training', 'precision'], 'bf16', 'float32, mixed', undefined],
    [['training', 'device'], 'gpus', 'cpu, gpu', 'gpu'],
    [['flow'], 'up', 'down, right', undefined],
    [['notes', 0, 'kind'], 'frames', 'note, frame', 'frame'],
    [
      ['parameters', 0, 'kind'],
      'Integer',
      'integer, number, boolean, text, choice, pair, padding, list',
      'integer',
    ],
  ])('%j: %j lists the choices', (place, value, expected, suggestion) => {
    const { diagnostic, advice } = complaint(first, place, value);
    expect(diagnostic).toMatchObject({ expected });
    expect(advice).toContain(expected);
    expect(diagnostic.values.suggestion).toBe(suggestion);
    for (const language of LANGUAGES) {
      expect(describeDiagnostic(diagnostic, language).title).toContain(JSON.stringify(value));
    }
  });
});
