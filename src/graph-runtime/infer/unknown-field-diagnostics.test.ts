import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import { serializeDocument } from '../document/serialize';
import { completeDocuments } from '../document/testing/complete-documents';
import { describeDiagnostic, describeFix } from '../messages/describe-diagnostic';
import { readDocument } from '../testing/read-document';
import { LANGUAGES } from '../text/text';
import { analyze } from './analyze';

const nodes = [
  { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
  { id: 'flatten', type: 'flatten' },
  { id: 'dense', type: 'dense', parameters: { units: 10 } },
  { id: 'output', type: 'output' },
];
const edges = [
  { from: 'input', to: 'flatten' },
  { from: 'flatten', to: 'dense' },
  { from: 'dense', to: 'output' },
];

function open(parts: object): NetloomDocument {
  return readDocument({ format: 'netloom', version: 2, name: 'N', nodes, edges, ...parts });
}

function unknown(document: NetloomDocument): readonly Diagnostic[] {
  return analyze(document).diagnostics.filter(({ code }) => code.startsWith('file-'));
}

/** The document after the first repair of the only complaint. */
function repaired(document: NetloomDocument): NetloomDocument {
  const [diagnostic] = unknown(document);
  return applyEdits(document, diagnostic?.fixes[0]?.edits ?? []);
}

describe('words of other frameworks', () => {
  const sgd = { type: 'sgd', learningRate: 0.05 };

  it('are warned of at their setting, with a repair that makes them count', () => {
    const document = open({
      training: { optimizer: { ...sgd, momentum: 0.9, weight_decay: 0.0005 }, batch_size: 64 },
    });
    expect(unknown(document)).toMatchObject([
      { severity: 'warning', setting: 'optimizer.momentum', code: 'file-field-of-another-type' },
      { severity: 'warning', setting: 'optimizer.weight_decay', values: { suggestion: 'weightDecay' } },
      { severity: 'warning', setting: 'batch_size', values: { suggestion: 'batchSize' } },
    ]);
    let current = document;
    for (let step = 0; step < 3; step += 1) current = repaired(current);
    expect(unknown(current)).toEqual([]);
    expect(current.training).toMatchObject({
      batchSize: 64,
      optimizer: { type: 'momentum', momentum: 0.9, weightDecay: 0.0005, learningRate: 0.05 },
    });
  });

  it.each([
    [{ optimizer: { ...sgd, nesterov: true } }, { optimizer: { type: 'momentum', nesterov: true } }],
    [{ optimizer: { type: 'adam', learningRate: 0.1, eps: 1e-6 } }, { optimizer: { epsilon: 1e-6 } }],
    [{ optimizer: { type: 'rmsprop', learningRate: 0.1, alpha: 0.8 } }, { optimizer: { rho: 0.8 } }],
    [{ optimizer: { ...sgd, max_norm: 2 } }, { optimizer: { clipNorm: 2 } }],
    [{ schedule: { type: 'constant', eta_min: 0.01 } }, { schedule: { type: 'cosine', minimum: 0.01 } }],
    [{ lr: 0.2 }, { optimizer: { learningRate: 0.2 } }],
    [{ validation_split: 0.1 }, { validationShare: 0.1 }],
    [{ earlyStopping: { restore_best_weights: false } }, { earlyStopping: { keepsBest: false } }],
    [{ num_epochs: 3 }, { epochs: 3 }],
    [{ augmentation: [{ type: 'horizontalFlip', p: 0.2 }] }, { augmentation: [{ probability: 0.2 }] }],
    [{ normalization: { mean: [0], deviation: [1], std: [0.3] } }, { normalization: { deviation: [0.3] } }],
  ])('%j is repaired', (training, expected) => {
    const after = repaired(open({ training }));
    expect(after.training).toMatchObject(expected);
    expect(unknown(after)).toEqual([]);
  });

  it('get no repair that the format would refuse, but can always be removed', () => {
    const document = open({ training: { optimizer: { ...sgd, momentum: 'high' }, batch_size: 0 } });
    for (const { fixes } of unknown(document))
      expect(fixes.map(({ code }) => code)).toEqual(['remove-field']);
    expect(unknown(repaired(document))).toHaveLength(1);
  });
});

/** A block with a field at a node that means nothing; its last edge is given. */
const blockEndingWith = (last: object) => ({
  nodes: [
    { id: 'x', type: 'blockInput' },
    { id: 'act', type: 'relu', finetuned: false },
    { id: 'y', type: 'blockOutput' },
  ],
  edges: [{ from: 'x', to: 'act' }, last],
});

describe('a field that is not known', () => {
  it('is said at its node, in the network and in a block', () => {
    const block = blockEndingWith({ from: 'act', to: 'y', label: 'out' });
    const document = open({
      nodes: [
        ...nodes.map((node) => (node.id === 'flatten' ? { ...node, type: 'block:body', nam: 'F' } : node)),
        { id: 'vector', type: 'flatten' },
      ],
      edges: [
        { from: 'input', to: 'flatten' },
        { from: 'flatten', to: 'vector', weight: 1 },
        { from: 'vector', to: 'dense' },
        { from: 'dense', to: 'output' },
      ],
      blocks: { body: block },
      notes: [{ id: 'n', text: '', position: { x: 0, y: 0, z: 1 }, size: { width: 1, height: 1 } }],
      dataset: { id: 'fashion-mnist', root: '/data' },
    });
    expect(
      unknown(document).map(({ path, setting, values }) => [path || setting || '', values.place]),
    ).toEqual([
      ['flatten', 'nodes[1].nam'],
      ['vector', 'edges[1].weight'],
      ['flatten/act', 'blocks.body.nodes[1].finetuned'],
      ['', 'blocks.body.edges[1].label'],
      ['', 'notes[0].position.z'],
      ['dataset', 'dataset.root'],
    ]);
    expect(analyze(document).isTrainable).toBe(true);
  });

  it('in a block is one complaint, marked and counted at each of its uses, and at a repeated node once', () => {
    const block = blockEndingWith({ from: 'act', to: 'y' });
    const chain = ['input', 'first', 'second', 'flatten', 'dense', 'output'];
    const document = open({
      nodes: [
        ...nodes,
        { id: 'first', type: 'block:body' },
        { id: 'second', type: 'block:body', repeat: 2, nam: 'S' },
      ],
      edges: chain.slice(1).map((to, index) => ({ from: chain[index], to })),
      blocks: { body: block },
    });
    const analysis = analyze(document);
    expect(unknown(document).map(({ path, uses }) => uses ?? [path])).toEqual([
      ['second'],
      ['first/act', 'second1/act', 'second2/act'],
    ]);
    const counts = (of: typeof analysis) =>
      Array.from(of.groups.values(), ({ path, diagnosticCount }) => [path, diagnosticCount]);
    const expected = [
      ['first', 1],
      ['second', 1],
      ['second1', 1],
      ['second2', 1],
    ];
    expect(counts(analysis).sort()).toEqual(expected);
    // An edit that leaves the network as it is does not count them again.
    const renamed = analyze({ ...document, name: 'M' }, analysis);
    expect(counts(renamed).sort()).toEqual(expected);
    const edited = applyEdits(document, unknown(document)[1]?.fixes.at(-1)?.edits ?? []);
    expect(counts(analyze(edited, renamed)).every(([, count]) => count === 0)).toBe(true);
  });

  it('has words in every language, wherever in the format it is', () => {
    for (const document of completeDocuments()) {
      const file = JSON.parse(
        serializeDocument(document).replaceAll(/"type": "/g, '"zzz": { "a": [1] }, "type": "'),
      );
      const opened = open(file);
      const found = unknown(opened);
      expect(found.length).toBeGreaterThan(5);
      for (const diagnostic of found) {
        for (const language of LANGUAGES) {
          const { title, advice } = describeDiagnostic(diagnostic, language);
          expect(title).toContain(String(diagnostic.values.place));
          expect(title + advice).not.toMatch(/[{}]/);
          for (const fix of diagnostic.fixes) expect(describeFix(fix, language)).not.toContain('{name}');
        }
      }
    }
  });

  it('is reported after every edit, as the same object where nothing changed', () => {
    const before = analyze(open({ training: { batch_size: 64 } }));
    const { document } = before;
    const renamed = analyze(applyEdits(document, [{ kind: 'set-name', name: 'Other' }]), before);
    expect(renamed.diagnostics).toBe(before.diagnostics);
    const typed = applyEdits(document, [
      { kind: 'set-parameter', scope: null, id: 'dense', parameter: 'units', value: 11 },
    ]);
    expect(analyze(typed, renamed).diagnostics).toEqual(before.diagnostics);
    const fixed = analyze(repaired(document), renamed);
    expect(fixed.diagnostics).toEqual([]);
    expect(analyze(document, fixed).diagnostics).toEqual(before.diagnostics);
  });
});
