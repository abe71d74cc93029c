import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeDocument } from '../document/serialize';
import { arbitraryDocument } from '../document/testing/arbitrary-documents';
import { FILE_LIMITS } from './guard';
import { parseDocument } from './parse';

const header = { format: 'netloom', version: 1, name: 'Test', nodes: [], edges: [] };

function codes(json: unknown): string[] {
  const result = parseDocument(json);
  return result.ok ? [] : result.diagnostics.map((diagnostic) => diagnostic.code);
}

describe('parseDocument', () => {
  it('reads a file written by hand and fills in what it leaves out', () => {
    const result = parseDocument(
      '{ "format": "netloom", "version": 1, "name": "A", "nodes": [], "edges": [] }',
    );
    expect(result).toMatchObject({
      ok: true,
      document: {
        blocks: {},
        notes: [],
        dataset: { id: 'fashion-mnist' },
        training: { epochs: 10, batchSize: 128 },
      },
    });
  });

  it('says on which line a text stops being JSON', () => {
    const result = parseDocument('{\n  "format": "netloom",\n  "version": 1,,\n}');
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'file-not-json', values: { line: 3 } }],
    });
    expect(codes('{ "format": ')).toEqual(['file-json-unclosed']);
  });

  it('refuses other files, and files of a newer program', () => {
    expect(codes('[]')).toEqual(['file-not-a-document']);
    expect(codes(null)).toEqual(['file-not-a-document']);
    expect(codes({ ...header, format: 'onnx' })).toEqual(['file-not-a-document']);
    expect(codes({ ...header, version: 4 })).toEqual(['file-too-new']);
    expect(codes({ ...header, version: 'one' })).toEqual(['file-without-version']);
    expect(codes({ ...header, version: 0 })).toEqual(['file-too-old']);
  });

  it('names the place and the node of what the schema refuses', () => {
    const result = parseDocument({
      ...header,
      nodes: [{ id: 'conv1', type: 'conv2d', parameters: { filters: null } }],
    });
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [{ path: 'conv1', values: { place: 'nodes[0].parameters.filters' } }],
    });
    expect(codes({ ...header, nodes: [{ id: 'a b', type: 'relu' }] })).toEqual(['file-bad-name']);
    expect(codes({ ...header, nodes: 'many' })).toEqual(['file-wrong-kind']);
    expect(codes({ ...header, training: { batchSize: 0 } })).toEqual(['file-out-of-range']);
    expect(codes({ ...header, training: { optimizer: { type: 'sgd', learningRate: -1 } } })).toEqual([
      'file-out-of-range',
    ]);
  });

  it('keeps fields that mean nothing, for the analysis to report', () => {
    const nodes = [{ id: 'a', type: 'relu', paramters: { slope: [1] } }];
    expect(parseDocument({ ...header, nodes })).toMatchObject({
      ok: true,
      document: { nodes },
      warnings: [],
    });
  });

  it('reports names given twice: which value counts, and where the other is', () => {
    const text = `{
  "format": "netloom", "version": 2, "name": "A",
  "nodes": [{ "id": "dense", "type": "dense", "parameters": { "units": 10,
    "units": 7 } }],
  "edges": [], "training": { "seed": 1, "optimizer": { "type": "sgd", "learningRate": 0.1 }, "seed": 1 }
}`;
    expect(parseDocument(text)).toMatchObject({
      ok: true,
      document: { nodes: [{ parameters: { units: 7 } }] },
      warnings: [
        {
          code: 'file-duplicate-field',
          path: 'dense',
          values: {
            place: 'nodes[0].parameters.units',
            firstLine: 3,
            lastLine: 4,
            firstValue: '10',
            lastValue: '7',
          },
        },
        { code: 'file-duplicate-field', path: '', values: { place: 'training.seed', lastLine: 5 } },
      ],
    });
  });

  it('refuses names that reach into the prototype, wherever they are', () => {
    const nodes = '"nodes": [{ "id": "a", "type": "relu", "parameters": { "__proto__": 1 } }]';
    const text = `{ "format": "netloom", "version": 1, "name": "A", ${nodes}, "edges": [] }`;
    expect(codes(text)).toEqual(['file-reserved-name']);
    expect(codes({ ...header, blocks: { constructor: { nodes: [], edges: [] } } })).toEqual([
      'file-reserved-name',
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('refuses length and nesting before building anything', () => {
    expect(codes('['.repeat(FILE_LIMITS.textLength + 1))).toEqual(['file-too-long']);
    expect(codes('['.repeat(1_000_000))).toEqual(['file-too-deep']);
    expect(codes(`{ "text": "${'['.repeat(1000)} \\" [[[[" }`)).toEqual(['file-not-a-document']);
    const circular: { self?: unknown; format: string } = { format: 'netloom' };
    circular.self = circular;
    expect(codes(circular)).toEqual(['file-too-deep']);
    expect(codes({ ...header, nodes: new Array(2_100_000).fill(0) })).toEqual(['file-too-big']);
    expect(codes({ ...header, nodes: new Array(8001).fill({ id: 'a', type: 'relu' }) })).toContain(
      'file-wrong-count',
    );
  });

  it('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (json, isDisguised) => {
        const file = isDisguised && typeof json === 'object' ? { ...header, ...json, version: 1 } : json;
        const result = parseDocument(file);
        if (!result.ok) expect(result.diagnostics.length).toBeGreaterThan(0);
        expect(parseDocument(JSON.stringify(file)).ok).toBe(result.ok);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseDocument(text);
      }),
    );
  });
});

describe('serializeDocument', () => {
  it('writes one line for each node and edge, in one order', () => {
    const result = parseDocument({
      edges: [{ to: 'b', from: 'a' }],
      nodes: [
        { type: 'input', parameters: { shape: [28, 28, 1] }, id: 'a' },
        { type: 'relu', id: 'b' },
      ],
      name: 'Lines',
      version: 1,
      format: 'netloom',
    });
    if (!result.ok) throw new Error('not read');
    expect(serializeDocument(result.document)).toBe(`{
  "format": "netloom",
  "version": 2,
  "name": "Lines",
  "nodes": [
    { "id": "a", "type": "input", "parameters": { "shape": [28, 28, 1] } },
    { "id": "b", "type": "relu" }
  ],
  "edges": [
    { "from": "a", "to": "b" }
  ],
  "dataset": { "id": "fashion-mnist" },
  "training": {
    "epochs": 10,
    "batchSize": 128,
    "optimizer": { "type": "sgd", "learningRate": 0.1, "weightDecay": 0, "clipNorm": null },
    "schedule": { "type": "constant", "warmupEpochs": 0 },
    "seed": 0
  }
}
`);
  });

  it('gives a text that reads back as the same document', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const text = serializeDocument(document);
        const result = parseDocument(text);
        expect(result).toEqual({ ok: true, document, warnings: [] });
        expect(result.ok && serializeDocument(result.document)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});
