import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldMeantBy } from '../reading/field-synonyms';
import { parseDocument } from '../reading/parse';
import { applyEdits } from './apply-edits';
import { documentSchema, type NetloomDocument } from './document';
import type { DocumentEdit } from './edit';
import type { FieldPlace } from './field-place';
import { type FieldTree, type ObjectTree, objectTreeFor } from './field-tree';
import { isJsonObject } from './json-object';
import { serializeDocument } from './serialize';
import { completeDocuments } from './testing/complete-documents';
import { DOCUMENT_FIELDS, findUnknownFields, keepUnknownFields } from './unknown-fields';

interface Visited {
  readonly place: FieldPlace;
  readonly tree: ObjectTree;
}

/** Every object of a document that has fields of fixed names. */
function objectsIn(value: unknown, tree: FieldTree, place: FieldPlace = []): Visited[] {
  if (Array.isArray(value) && tree?.kind === 'list') {
    return value.flatMap((item, index) => objectsIn(item, tree.item, [...place, index]));
  }
  if (!isJsonObject(value) || tree === null) return [];
  if (tree.kind === 'record') {
    return Object.entries(value).flatMap(([name, item]) => objectsIn(item, tree.value, [...place, name]));
  }
  const own = objectTreeFor(tree, value);
  if (own === null) return [];
  const inside = Object.entries(value).flatMap(([name, item]) =>
    objectsIn(item, own.fields[name] ?? null, [...place, name]),
  );
  return [{ place, tree: own }, ...inside];
}

/** Every object that the schema knows. */
function objectsOf(tree: FieldTree): ObjectTree[] {
  switch (tree?.kind) {
    case 'object':
      return [tree, ...Object.values(tree.fields).flatMap(objectsOf)];
    case 'list':
      return objectsOf(tree.item);
    case 'record':
      return objectsOf(tree.value);
    case 'choice':
      return [...tree.options.values()].flatMap(objectsOf);
    default:
      return [];
  }
}

/** The document as a file would hold it, with `name` put into the object at `place`. */
function withField(
  document: NetloomDocument,
  place: FieldPlace,
  name: string,
  value: unknown,
): NetloomDocument {
  const copy: unknown = JSON.parse(JSON.stringify(document));
  let holder: unknown = copy;
  for (const key of place) holder = (holder as Record<string | number, unknown>)[key];
  (holder as Record<string, unknown>)[name] = value;
  return copy as NetloomDocument;
}

const documents = completeDocuments();
const cases = documents.flatMap((document) =>
  objectsIn(document, DOCUMENT_FIELDS).map((visited) => ({ document, ...visited })),
);

describe('a field that the format does not know', () => {
  it('is tried in every object of the schema', () => {
    const reached = new Set(cases.map(({ tree }) => tree));
    const all = objectsOf(DOCUMENT_FIELDS);
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter((tree) => !reached.has(tree)).map(({ fields }) => Object.keys(fields))).toEqual([]);
  });

  it('is found where it is, and is in the file again after saving', () => {
    const value = { deep: [1, { x: null }], text: 'kept' };
    for (const { document, place } of cases) {
      const parsed = parseDocument(JSON.stringify(withField(document, place, 'zzz', value)));
      if (!parsed.ok) throw new Error(`${place.join('.')}: ${JSON.stringify(parsed.diagnostics)}`);
      const found = findUnknownFields(parsed.document);
      expect(found.map((field) => [...field.place, field.name])).toEqual([[...place, 'zzz']]);
      const again = parseDocument(serializeDocument(parsed.document));
      expect(again).toEqual(parsed);
    }
  });

  it('is recognized in any spelling of a known name, at every object of the schema', () => {
    for (const { tree } of cases) {
      for (const name of Object.keys(tree.fields)) {
        const words = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
        const spellings = [words, words.replaceAll('_', '-'), name.toUpperCase(), words.toUpperCase()];
        for (const spelling of spellings) expect(fieldMeantBy(spelling, tree)).toBe(name);
      }
    }
  });

  it('comes through the schema that requests between the processes pass', () => {
    for (const { document, place } of cases) {
      const sent = withField(document, place, 'zzz', 1);
      expect(documentSchema.parse(sent)).toEqual(sent);
    }
  });
});

describe('edits', () => {
  const file = (training: object) =>
    documentSchema.parse({ format: 'netloom', version: 2, name: 'N', nodes: [], edges: [], training });
  const marked = documentSchema.parse({
    ...file({
      _m: 1,
      optimizer: { type: 'sgd', learningRate: 0.1, _m: 1 },
      schedule: { type: 'constant', _m: 1 },
      earlyStopping: { _m: 1 },
      normalization: { mean: [0.5], deviation: [0.5], _m: 1 },
    }),
    _m: 1,
    dataset: { id: 'fashion-mnist', _m: 1 },
    nodes: [
      { id: 'a', type: 'input', _m: 1, position: { x: 0, y: 0, _m: 1 } },
      { id: 'b', type: 'relu', _m: 1 },
    ],
    edges: [{ from: 'a', to: 'b', _m: 1 }],
    notes: [
      { id: 'n', text: '', _m: 1, position: { x: 0, y: 0, _m: 1 }, size: { width: 1, height: 1, _m: 1 } },
    ],
  });
  const count = (document: NetloomDocument) => JSON.stringify(document).split('"_m":1').length - 1;

  it('that replace an object keep what else the file had in it', () => {
    const one = <T extends DocumentEdit>(edit: T) => fc.constant<DocumentEdit>(edit);
    const schedule = { type: 'cosine' as const, minimum: 0, warmupEpochs: 1 };
    const optimizer = { type: 'sgd' as const, learningRate: 1, weightDecay: 0, clipNorm: null };
    const edits = fc.oneof(
      one({ kind: 'set-training', changes: { optimizer } }),
      one({ kind: 'set-training', changes: { schedule, epochs: 3 } }),
      one({ kind: 'set-training', changes: { normalization: { mean: [0.1], deviation: [1] } } }),
      one({ kind: 'set-dataset', dataset: { id: 'other' } }),
      one({ kind: 'set-name', name: 'Other' }),
      one({ kind: 'set-flow', scope: null, flow: 'right' }),
      one({ kind: 'update-node', scope: null, id: 'a', changes: { position: { x: 5, y: 6 } } }),
      one({ kind: 'update-node', scope: null, id: 'b', changes: { type: 'sigmoid', muted: true } }),
      one({ kind: 'rename-node', scope: null, id: 'a', newId: 'c' }),
      one({ kind: 'rename-node', scope: null, id: 'c', newId: 'a' }),
      one({ kind: 'set-parameter', scope: null, id: 'a', parameter: 'shape', value: [28, 28, 1] }),
      one({
        kind: 'set-note',
        id: 'n',
        note: {
          id: 'n',
          kind: 'note',
          text: 'moved',
          scope: null,
          position: { x: 9, y: 9 },
          size: { width: 2, height: 2 },
        },
      }),
    );
    const before = count(marked);
    expect(before).toBe(14);
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 8 }), (list) => {
        // A note that is replaced as a whole has no field of its own left; what is inside it stays.
        const lost = list.some((edit) => edit.kind === 'set-note') ? 1 : 0;
        expect(count(applyEdits(marked, list))).toBe(before - lost);
      }),
    );
  });

  it('that choose another optimizer use what the file says of it', () => {
    const { training } = file({
      optimizer: { type: 'sgd', learningRate: 0.1, momentum: 0.5, amsgrad: true },
    });
    const chosen = file({ optimizer: { type: 'momentum', learningRate: 0.05 } }).training.optimizer;
    const changed = applyEdits(file(training), [{ kind: 'set-training', changes: { optimizer: chosen } }]);
    expect(changed.training.optimizer).toEqual({ ...chosen, momentum: 0.5, amsgrad: true });
    const unfit = { type: 'sgd', learningRate: 0.1, momentum: 'much' };
    const { optimizer } = DOCUMENT_FIELDS?.kind === 'object' ? fieldsOf(DOCUMENT_FIELDS.fields.training) : {};
    expect(keepUnknownFields(unfit, chosen, optimizer ?? null)).toEqual(chosen);
  });

  it('switch settings off that may be left out, and none that may not', () => {
    const { training } = file({ validationShare: 0.1, device: 'cpu' });
    const changes = { validationShare: undefined, device: undefined, epochs: undefined };
    const after = applyEdits(file(training), [{ kind: 'set-training', changes }]).training;
    expect(after).toEqual(file({}).training);
  });
});

function fieldsOf(tree: FieldTree | undefined): Readonly<Record<string, FieldTree>> {
  return tree?.kind === 'object' ? tree.fields : {};
}
