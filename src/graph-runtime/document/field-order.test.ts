import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../testing/read-document';
import { applyEdits } from './apply-edits';
import { inOrderOf, mergeNames } from './field-order';
import { serializeDocument } from './serialize';

/** A file as Netloom writes it, but for remarks of its user's in front of, between and after the fields of every kind of object. */
const text = `{
  "$schema": "mine",
  "format": "netloom",
  "version": 2,
  "remark": [1, { "b": 1, "a": 2 }],
  "name": "Ordered",
  "nodes": [
    { "remark": "first", "id": "input", "type": "input", "parameters": { "shape": [28, 28, 1] }, "tag": 1, "position": { "x": 1, "why": "so", "y": 2 } },
    { "id": "flatten", "type": "flatten" },
    { "id": "dense", "note": "between", "also": null, "type": "dense", "parameters": { "useBias": true, "units": 10 } },
    { "id": "use", "type": "block:gate" },
    { "id": "output", "type": "output" }
  ],
  "edges": [
    { "color": "red", "from": "input", "to": "flatten" },
    { "from": "flatten", "style": 2, "to": "dense" },
    { "from": "dense", "to": "use" },
    { "from": "use", "to": "output", "last": true }
  ],
  "blocks": {
    "gate": {
      "author": "me",
      "nodes": [
        { "id": "x", "type": "blockInput" },
        { "id": "y", "type": "blockOutput" }
      ],
      "reason": "none",
      "edges": [
        { "from": "x", "to": "y" }
      ]
    }
  },
  "dataset": { "split": "all", "id": "fashion-mnist" },
  "training": {
    "batchSize": 32,
    "gpu": true,
    "epochs": 3,
    "optimizer": { "lr": 1, "type": "sgd", "weightDecay": 0, "learningRate": 0.1, "clipNorm": null },
    "schedule": { "type": "constant", "warmupEpochs": 0 },
    "precision": "float32",
    "seed": 7
  },
  "end": "of file"
}
`;

function read(source: string) {
  return readDocument(source);
}

describe('the order of fields in a file', () => {
  it('is kept on saving, with the fields that the format does not know', () => {
    expect(serializeDocument(read(text))).toBe(text);
  });

  it('is kept by edits, which change only what they name', () => {
    const edited = applyEdits(read(text), [
      { kind: 'set-parameter', scope: null, id: 'dense', parameter: 'units', value: 12 },
      { kind: 'set-training', changes: { epochs: 4 } },
    ]);
    expect(serializeDocument(edited)).toBe(
      text.replace('"units": 10', '"units": 12').replace('"epochs": 3', '"epochs": 4'),
    );
  });

  it('of what a file leaves out is that of the schema, and of known fields always the same', () => {
    const source = { second: 1, first: 2 };
    const value = { first: 2, between: 'default', second: 1, third: 'default' };
    expect(Object.keys(inOrderOf(source, value))).toEqual(['second', 'third', 'first', 'between']);
    const swapped = text.replace('"from": "dense", "to": "use"', '"to": "use", "from": "dense"');
    expect(serializeDocument(read(swapped))).toBe(text);
  });
});

describe('mergeNames', () => {
  const names = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));

  it('keeps the first order, has every name once, and changes nothing when it is done again', () => {
    fc.assert(
      fc.property(names, names, (first, second) => {
        const merged = mergeNames(first, second);
        expect(merged.filter((name) => first.includes(name))).toEqual(first);
        expect([...merged].sort()).toEqual(Array.from(new Set([...first, ...second])).sort());
        expect(mergeNames(merged, second)).toEqual(merged);
        for (const [index, name] of second.entries()) {
          if (index > 0 && !first.includes(name))
            expect(merged[merged.indexOf(name) - 1]).toBe(second[index - 1]);
        }
      }),
    );
  });
});
