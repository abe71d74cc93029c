import * as fc from 'fast-check';
import {
  type BlockParameter,
  type NetloomDocument,
  type NodeSpec,
  optimizerSchema,
  type Scope,
  trainingSettingsSchema,
} from '../document';
import type { DocumentEdit } from '../edit';

/** Random documents and edits for property tests: small, with names that often meet, right and wrong alike. */

const IDS = ['input', 'a', 'b', 'c', 'd', 'conv', 'conv1', 'out', 'x', 'toString'];
const TYPES = [
  'input',
  'conv2d',
  'relu',
  'maxPooling2d',
  'batchNormalization',
  'flatten',
  'dense',
  'add',
  'concatenate',
  'output',
  'block:body',
  'block:stage',
  'block:missing',
  'blockInput',
  'blockOutput',
  'noSuchLayer',
];
const EXPRESSIONS = [
  '=filters * 2',
  '=index + 1',
  '=filters /',
  '=nowhere',
  '=1 / 0',
  '=flag ? 2 : 3',
  '=!flag',
  '=min(filters, 4)',
  '=widths[index]',
  '=flag[0] + length(widths)',
  '=[2, 3]',
];

const id = fc.constantFrom(...IDS);
const scope: fc.Arbitrary<Scope> = fc.constantFrom(null, null, 'body', 'stage');
/** A field that the format does not know: what a newer program, another framework or a remark puts into a file. */
const extra = fc.oneof(
  fc.integer(),
  fc.string({ maxLength: 4 }),
  fc.constant(null),
  fc.constant([{ deep: [1, 'a'] }, false]),
);
const position = fc.record(
  { x: fc.integer({ min: 0, max: 500 }), y: fc.integer({ min: 0, max: 500 }), z: extra },
  { requiredKeys: ['x', 'y'], noNullPrototype: true },
);

const parameterName = fc.constantFrom(
  'filters',
  'kernelSize',
  'padding',
  'units',
  'shape',
  'poolSize',
  'filter',
);
const parameterValue = fc.oneof(
  fc.integer({ min: -1, max: 9 }),
  fc.constantFrom('same', 'valid', 'oblique', ...EXPRESSIONS),
  fc.boolean(),
  fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(...EXPRESSIONS)), { maxLength: 4 }),
);
const parameters = fc.dictionary(parameterName, parameterValue, { maxKeys: 3, noNullPrototype: true });

const node = fc
  .record(
    {
      id,
      type: fc.constantFrom(...TYPES),
      parameters,
      enabled: fc.oneof(fc.boolean(), fc.constantFrom(...EXPRESSIONS)),
      muted: fc.oneof(fc.boolean(), fc.constantFrom(...EXPRESSIONS)),
      trainable: fc.boolean(),
      learningRateFactor: fc.constantFrom(0.1, 0.5, 1, 2),
      sharesWith: id,
      repeat: fc.oneof(fc.integer({ min: -1, max: 4 }), fc.constantFrom(...EXPRESSIONS)),
      join: fc.constantFrom('add', 'concatenate', 'conv2d', 'toString'),
      position,
      _comment: extra,
    },
    { requiredKeys: ['id', 'type'], noNullPrototype: true },
  )
  .map((candidate): NodeSpec => {
    const { parameters: own, ...rest } = candidate;
    return own === undefined || Object.keys(own).length === 0 ? rest : candidate;
  });
const endpoint = fc
  .tuple(id, fc.constantFrom('', '', '', '', ':in', ':out', ':x', ':a'))
  .map(([at, port]) => at + port);
const edge = fc.record(
  { from: endpoint, to: endpoint, weight: extra },
  { requiredKeys: ['from', 'to'], noNullPrototype: true },
);
const scopeParameters = fc.constantFrom<BlockParameter[]>(
  [],
  [
    { name: 'filters', kind: 'integer', default: 4, minimum: 1, maximum: 64 },
    { name: 'flag', kind: 'boolean', default: '=filters > 4' },
  ],
  [
    { name: 'filters', kind: 'choice', default: 'same', choices: ['same', 'valid'] },
    { name: 'widths', kind: 'list', default: [2, '=index', 4] },
    { name: 'flag', kind: 'pair', default: '=widths' },
    { name: 'edge', kind: 'padding', default: [1, 2] },
  ],
);
const block = fc.record(
  {
    parameters: scopeParameters,
    nodes: fc.uniqueArray(node, { maxLength: 6, selector: (candidate) => candidate.id }),
    edges: fc.array(edge, { maxLength: 8 }),
    author: extra,
  },
  { requiredKeys: ['parameters', 'nodes', 'edges'], noNullPrototype: true },
);
const note = fc.record(
  {
    id,
    kind: fc.constantFrom('note' as const, 'frame' as const),
    text: fc.string({ maxLength: 8 }),
    scope,
    position,
    size: fc.constant({ width: 10, height: 10 }),
  },
  { noNullPrototype: true },
);

/** A document of up to eight nodes and two blocks; ids are unique in their scope, everything else is as it falls. */
export const arbitraryDocument: fc.Arbitrary<NetloomDocument> = fc
  .record({
    content: block,
    blocks: fc.record({ body: block, stage: block }, { requiredKeys: [], noNullPrototype: true }),
    notes: fc.uniqueArray(note, { maxLength: 2, selector: (candidate) => candidate.id }),
  })
  .map(({ content, blocks, notes }) => ({
    format: 'netloom' as const,
    version: 3 as const,
    name: 'Random',
    ...content,
    blocks,
    notes,
    dataset: { id: 'fashion-mnist' },
    training: trainingSettingsSchema.parse({}),
  }));

const OPTIMIZERS = [
  optimizerSchema.parse({ type: 'adam', learningRate: 0.001, amsgrad: true }),
  optimizerSchema.parse({ type: 'momentum', learningRate: 0.1, momentum: 0.5 }),
  optimizerSchema.parse({ type: 'sgd', learningRate: 0.1, momentum: 0.9 }),
];

const index = fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined });

/** Any edit of the edit language, applicable or not. */
export const arbitraryEdit: fc.Arbitrary<DocumentEdit> = fc.oneof(
  fc.record({ kind: fc.constant('add-node' as const), scope, node, index }),
  fc.record({ kind: fc.constant('remove-node' as const), scope, id }),
  fc.record({
    kind: fc.constant('update-node' as const),
    scope,
    id,
    changes: fc.record(
      {
        type: fc.constantFrom(...TYPES),
        enabled: fc.constantFrom(undefined, false, true, '=flag'),
        muted: fc.constantFrom(undefined, true),
        trainable: fc.constantFrom(undefined, false),
        learningRateFactor: fc.constantFrom(undefined, 0.1),
        repeat: fc.constantFrom(undefined, 2, 3),
        position,
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  }),
  fc.record({ kind: fc.constant('rename-node' as const), scope, id, newId: id }),
  fc.record({
    kind: fc.constant('set-parameter' as const),
    scope,
    id,
    parameter: parameterName,
    value: fc.option(parameterValue, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('add-edge' as const), scope, edge, index }),
  fc.record({ kind: fc.constant('remove-edge' as const), scope, edge, index }),
  fc.record({
    kind: fc.constant('set-flow' as const),
    scope,
    flow: fc.constantFrom(undefined, 'down' as const, 'right' as const),
  }),
  fc.record({
    kind: fc.constant('set-block' as const),
    name: fc.constantFrom('body', 'stage', 'toString'),
    block: fc.option(block, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('set-scope-parameters' as const), scope, parameters: scopeParameters }),
  fc.record({ kind: fc.constant('set-note' as const), id, note: fc.option(note, { nil: undefined }), index }),
  fc.record({
    kind: fc.constant('set-training' as const),
    changes: fc.record(
      {
        epochs: fc.integer({ min: 1, max: 9 }),
        validationShare: fc.constantFrom(undefined, 0.1),
        optimizer: fc.constantFrom(...OPTIMIZERS),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  }),
  fc.record({
    kind: fc.constant('change-fields' as const),
    place: fc.constantFrom([], ['nodes', 0], ['edges', 0], ['training', 'optimizer'], ['nowhere', 1]),
    changes: fc.dictionary(
      fc.constantFrom('_comment', 'type', 'weight', 'name', 'learningRate'),
      fc.option(extra, { nil: undefined }),
      { noNullPrototype: true, maxKeys: 2 },
    ),
  }),
  fc.record({ kind: fc.constant('set-name' as const), name: fc.constantFrom('One', 'Two') }),
  fc.record({ kind: fc.constant('set-dataset' as const), dataset: fc.constant({ id: 'other' }) }),
  fc.record({
    kind: fc.constant('set-about' as const),
    about: fc.constantFrom(undefined, { year: 1998 }),
  }),
);

/** Freezes a value and everything in it, so that a test fails where something pure is not. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
