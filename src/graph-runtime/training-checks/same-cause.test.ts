import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import { analyze } from '../infer/analyze';
import { describeDiagnostic, describeFix } from '../messages/describe-diagnostic';
import type { TrainingData } from './check';
import { checkTraining } from './check-training';
import { DENSE, FASHION_MNIST, FLATTEN, type Layer, straight } from './testing/check-cases';
import { trainingDataOf } from './training-data';

const check = (document: NetloomDocument, data: TrainingData = FASHION_MNIST) =>
  checkTraining(analyze(document), data);
const norm = (id: string, momentum: number): Layer => [id, 'batchNormalization', { momentum }];

/** Layers with a momentum that 1,875 steps are too few for, besides two with the usual one. */
const slow = straight([
  norm('n1', 0.9999),
  norm('n2', 0.9999),
  norm('usual', 0.9),
  norm('n3', 0.9999),
  norm('slower', 0.99999),
  FLATTEN,
  DENSE,
]);

describe('several layers with one cause', () => {
  it('are reported once, with all places, and repaired at once', () => {
    const found = check(slow);
    expect(found.map(({ path, uses }) => [path, uses])).toEqual([
      ['n1', ['n1', 'n2', 'n3']],
      ['slower', undefined],
    ]);
    const [first] = found;
    if (first === undefined) throw new Error('nothing found');
    expect(describeDiagnostic(first, 'en').uses).toBe('The same in 3 layers: n1, n2, n3');
    expect(describeDiagnostic(first, 'zh-Hant').uses).toBe('共有 3 層相同：n1、n2、n3');
    expect(first.fixes.map((fix) => describeFix(fix, 'en'))).toEqual([
      'Set momentum back to its default in all 3 layers',
    ]);
    const repaired = applyEdits(slow, first.fixes[0]?.edits ?? []);
    expect(check(repaired).map(({ path }) => path)).toEqual(['slower']);
  });

  it('keep their own repairs where those move wires, one after another', () => {
    const heads = straight([FLATTEN, DENSE, ['last', 'softmax']], {
      nodes: [
        { id: 'side', type: 'dense', parameters: { units: 10 } },
        { id: 'limit', type: 'softmax' },
        { id: 'extra', type: 'output', parameters: { auxiliary: true } },
      ],
      wires: ['flatten -> side', 'side -> limit', 'limit -> extra'],
    });
    const limited = check(heads).filter(({ code }) => code === 'scores-limited');
    expect(limited.map(({ uses }) => uses)).toEqual([['last', 'limit']]);
    expect(limited[0]?.fixes.map((fix) => describeFix(fix, 'en'))).toEqual([
      'Remove last, limit and connect the neighbors',
    ]);
    const repaired = applyEdits(heads, limited[0]?.fixes[0]?.edits ?? []);
    expect(repaired.edges.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
      'input -> flatten',
      'flatten -> dense',
      'dense -> output',
      'flatten -> side',
      'side -> extra',
    ]);
    expect(check(repaired)).toEqual([]);
  });

  it('in a block that is used often are repaired by one edit', () => {
    const blocks = {
      stage: {
        nodes: [
          { id: 'x', type: 'blockInput' },
          { id: 'norm', type: 'batchNormalization', parameters: { momentum: 0.9999 } },
          { id: 'y', type: 'blockOutput' },
        ],
        edges: [
          { from: 'x', to: 'norm' },
          { from: 'norm', to: 'y' },
        ],
      },
    };
    const uses: Layer[] = Array.from({ length: 30 }, (_, at) => [`use${at}`, 'block:stage']);
    const [found, ...others] = check(straight([...uses, FLATTEN, DENSE], { blocks }));
    expect(others).toEqual([]);
    expect(found?.uses).toHaveLength(30);
    expect(found?.fixes.map(({ edits }) => edits.length)).toEqual([1]);
  });

  it('of different types, or with other values, are reported apart', () => {
    const document = straight([
      ['c', 'conv2d', { filters: 4, strides: 2 }],
      ['g1', 'groupNormalization', { groups: 4 }],
      ['pool', 'globalAveragePooling2d'],
      ['g2', 'groupNormalization', { groups: 4 }],
      FLATTEN,
      ['one', 'dense', { units: 1 }],
      ['s1', 'softmax'],
      ['l1', 'layerNormalization'],
      DENSE,
    ]);
    const found = check(document).filter(({ code }) => code === 'normalizes-one-value');
    expect(found.map(({ path }) => path)).toEqual(['g2', 's1', 'l1']);
  });
});

describe('a run that is limited to some examples', () => {
  const all = {
    exampleShape: [28, 28, 1],
    target: { kind: 'class' as const, classNames: Array.from('0123456789') },
    trainCount: 60_000,
  };
  const codes = (document: NetloomDocument, limit?: number) =>
    check(document, trainingDataOf(all, limit)).map(({ code }) => code);
  const normal = (training: object = {}) => straight([norm('n', 0.99), FLATTEN, DENSE], { training });

  it('is not warned of what only follows from the limit', () => {
    expect(codes(normal())).toEqual([]);
    expect(codes(normal({ batchSize: 16 }), 64)).toEqual([]);
    const slowly = { batchSize: 16, optimizer: { type: 'sgd', learningRate: 1e-7 } };
    expect(codes(normal(slowly))).toEqual([]);
    expect(codes(normal(slowly), 64)).toEqual([]);
  });

  it('is warned of what the whole data set would bring as well', () => {
    expect(codes(slow, 64)).toEqual(['statistics-of-the-beginning', 'statistics-of-the-beginning']);
  });

  it('is checked with the examples that it is trained on', () => {
    expect(codes(normal({ batchSize: 128 }), 64)).toEqual(['batch-larger-than-data']);
    expect(codes(normal({ batchSize: 128 }), 70_000)).toEqual([]);
    expect(codes(normal({ batchSize: 16, validationShare: 0.1 }), 64)).toEqual(['too-few-to-validate']);
  });
});
