import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import { readDocument } from '../testing/read-document';
import { analyze } from './analyze';

/** Inputs that take such images, each through its own dense layer, to a distance or two. */
function comparing(
  takes: readonly string[],
  output: object,
  shapes: readonly number[][] = [],
): NetloomDocument {
  const ids = takes.map((_, at) => `in${at}`);
  const others = ids.slice(1);
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'compares' },
    nodes: [
      ...takes.map((member, at) => ({
        ...{ id: `in${at}`, type: 'input' },
        parameters: { shape: shapes[at] ?? [6], takes: member },
      })),
      ...ids.map((id) => ({ id: `dense-${id}`, type: 'dense', parameters: { units: 3 } })),
      ...others.map((id) => ({ id: `to-${id}`, type: 'distance' })),
      { id: 'join', type: 'concatenate' },
      { id: 'out', type: 'output', parameters: output },
    ],
    edges: [
      ...ids.map((id) => ({ from: id, to: `dense-${id}` })),
      ...others.flatMap((id) => [
        { from: 'dense-in0', to: `to-${id}` },
        { from: `dense-${id}`, to: `to-${id}` },
        { from: `to-${id}`, to: 'join' },
      ]),
      ...(others.length === 0 ? [{ from: 'dense-in0', to: 'join' }] : []),
      { from: 'join', to: 'out' },
    ],
  });
}

/** Inputs of images that take such ones, joined before one output. */
function viewing(takes: readonly string[], output: object = {}): NetloomDocument {
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'views' },
    nodes: [
      ...takes.flatMap((member, at) => [
        { id: `in${at}`, type: 'input', parameters: { shape: [4, 4, 1], takes: member } },
        { id: `flat${at}`, type: 'flatten' },
      ]),
      { id: 'join', type: 'concatenate' },
      { id: 'dense', type: 'dense', parameters: { units: 3 } },
      { id: 'out', type: 'output', parameters: output },
    ],
    edges: [
      ...takes.flatMap((_, at) => [
        { from: `in${at}`, to: `flat${at}` },
        { from: `flat${at}`, to: 'join' },
      ]),
      { from: 'join', to: 'dense' },
      { from: 'dense', to: 'out' },
    ],
  });
}

const errorsOf = (document: NetloomDocument) =>
  analyze(document).diagnostics.filter(({ severity }) => severity === 'error');

const contrastive = { loss: 'contrastive' };
const triplet = { loss: 'triplet' };

describe('inputs that go together', () => {
  it.each([
    [['example'], {}],
    [['example', 'partner'], contrastive],
    [['partner', 'example'], { loss: 'binaryCrossEntropy', target: 'pair' }],
    [['example', 'positive', 'negative'], triplet],
    [['example', 'numbers'], {}],
    [['numbers', 'example'], {}],
  ])('%j', (takes, output) => {
    expect(errorsOf(comparing(takes, output))).toEqual([]);
  });
});

describe('is said at the node, with repairs that end it', () => {
  it.each([
    ['several-inputs', 'in1', ['example', 'example'], contrastive],
    ['inputs-do-not-go-together', 'in0', ['partner'], {}],
    ['inputs-do-not-go-together', 'in1', ['example', 'negative'], contrastive],
    ['inputs-do-not-go-together', 'in2', ['example', 'partner', 'positive'], triplet],
    ['numbers-twice', 'in2', ['example', 'numbers', 'numbers'], {}],
    ['numbers-without-examples', 'in0', ['numbers'], {}],
    ['no-pair-compared', 'out', ['example', 'partner'], {}],
    ['no-triplet-compared', 'out', ['example', 'positive', 'negative'], {}],
    ['pair-not-taken', 'out', ['example'], contrastive],
    ['pair-not-taken', 'out', ['example', 'positive', 'negative'], contrastive],
    ['triplet-not-taken', 'out', ['example', 'partner'], triplet],
  ])('%s at %s: %j', (code, path, takes, output) => {
    const document = comparing(takes, output);
    const [error, ...others] = errorsOf(document);
    expect([error?.code, error?.path, others]).toEqual([code, path, []]);
    expect(error?.fixes.length).toBeGreaterThan(0);
    const [first] = error?.fixes ?? [];
    expect(errorsOf(applyEdits(document, first?.edits ?? []))).toEqual([]);
  });

  it.each([
    ['second-image-twice', 'in2', ['example', 'second', 'second']],
    ['second-image-without-examples', 'in0', ['second']],
    ['several-inputs', 'in1', ['example', 'example']],
  ])('%s at %s, of images: %j', (code, path, takes) => {
    const document = viewing(takes);
    const [error, ...others] = errorsOf(document);
    expect([error?.code, error?.path, others]).toEqual([code, path, []]);
    const [first] = error?.fixes ?? [];
    if (code === 'several-inputs') expect(first).toMatchObject({ edits: [{ value: 'second' }] });
    expect(errorsOf(applyEdits(document, first?.edits ?? []))).toEqual([]);
  });

  it('second images beside images that are compared', () => {
    const found = errorsOf(viewing(['example', 'partner', 'second'], contrastive));
    expect(found.map(({ code, path }) => [code, path])).toContainEqual([
      'second-image-beside-compared',
      'in2',
    ]);
  });

  it('second images of several names, and of another size than the first, are none', () => {
    const named = (label: string, at: number) => ({
      ...{ id: `second${at}`, type: 'input' },
      parameters: { shape: [2 + at, 4, 3], takes: 'second', label },
    });
    const document = readDocument({
      ...{ format: 'netloom', version: 3, name: 'several' },
      nodes: [
        { id: 'image', type: 'input', parameters: { shape: [8, 8, 1] } },
        ...['', 'depth', 'right'].map(named),
        ...[0, 1, 2, 3].map((at) => ({ id: `flat${at}`, type: 'flatten' })),
        { id: 'join', type: 'concatenate' },
        { id: 'dense', type: 'dense', parameters: { units: 3 } },
        { id: 'out', type: 'output' },
      ],
      edges: [
        ...['second0', 'second1', 'second2', 'image'].map((from, at) => ({ from, to: `flat${at}` })),
        ...[0, 1, 2, 3].map((at) => ({ from: `flat${at}`, to: 'join' })),
        { from: 'join', to: 'dense' },
        { from: 'dense', to: 'out' },
      ],
    });
    expect(errorsOf(document)).toEqual([]);
  });

  it('numbers beside images that are compared', () => {
    const document = comparing(['example', 'partner', 'numbers'], contrastive);
    expect(errorsOf(document).map(({ code, path }) => [code, path])).toEqual([
      ['numbers-beside-compared', 'in2'],
    ]);
  });

  it('a second input of another shape than an image, which may take numbers', () => {
    const document = readDocument({
      ...{ format: 'netloom', version: 3, name: 'both' },
      nodes: [
        { id: 'image', type: 'input', parameters: { shape: [8, 8, 1] } },
        { id: 'second', type: 'input', parameters: { shape: [2] } },
        { id: 'flat', type: 'flatten' },
        { id: 'join', type: 'concatenate' },
        { id: 'dense', type: 'dense', parameters: { units: 3 } },
        { id: 'out', type: 'output' },
      ],
      edges: [
        { from: 'image', to: 'flat' },
        { from: 'flat', to: 'join' },
        { from: 'second', to: 'join' },
        { from: 'join', to: 'dense' },
        { from: 'dense', to: 'out' },
      ],
    });
    const [error] = errorsOf(document);
    expect([error?.code, error?.path]).toEqual(['several-inputs', 'second']);
    expect(errorsOf(applyEdits(document, error?.fixes[0]?.edits ?? []))).toEqual([]);
  });

  it('other shapes than the first input’s', () => {
    const document = comparing(['example', 'partner'], contrastive, [[6], [7]]);
    const [error] = errorsOf(document);
    expect([error?.code, error?.path]).toEqual(['input-shapes-differ', 'in1']);
    expect(errorsOf(applyEdits(document, error?.fixes[0]?.edits ?? []))).toEqual([]);
  });
});
