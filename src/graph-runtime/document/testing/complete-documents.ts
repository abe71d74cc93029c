import { documentSchema, type NetloomDocument } from '../document';
import { type ChoiceTree, type FieldTree, fieldTreeOf } from '../field-tree';

/** Values for the fields that an option of a choice requires. */
const REQUIRED: Readonly<Record<string, unknown>> = {
  learningRate: 0.1,
  everyEpochs: 2,
  factor: 0.5,
  factorPerEpoch: 0.9,
};

/** Each option of a choice, with the fields it requires. */
function optionsOf(tree: FieldTree): object[] {
  const choice = tree?.kind === 'list' ? tree.item : tree;
  if (choice?.kind !== 'choice') throw new Error('not a choice');
  return [...choice.options.keys()].map((name) => exampleOf(choice, name));
}

function exampleOf({ discriminator, options }: ChoiceTree, name: string): object {
  const fields = options.get(name)?.fields ?? {};
  const required = Object.entries(REQUIRED).filter(([field]) => Object.hasOwn(fields, field));
  return { [discriminator]: name, ...Object.fromEntries(required) };
}

/**
 * Documents that have, together, every object of the format: every field that may be left out is there, and each optimizer,
 * schedule and step of augmentation occurs. New options are taken from the schema.
 */
export function completeDocuments(): NetloomDocument[] {
  const tree = fieldTreeOf(documentSchema);
  const training = tree?.kind === 'object' ? tree.fields.training : null;
  if (training?.kind !== 'object') throw new Error('no training settings');
  const optimizers = optionsOf(training.fields.optimizer ?? null);
  const schedules = optionsOf(training.fields.schedule ?? null);
  const augmentation = optionsOf(training.fields.augmentation ?? null);
  const count = Math.max(optimizers.length, schedules.length);
  return Array.from({ length: count }, (_, index) =>
    documentSchema.parse({
      ...frame,
      training: {
        optimizer: optimizers[index % optimizers.length],
        schedule: schedules[index % schedules.length],
        augmentation,
        normalization: { mean: [0.5], deviation: [0.25] },
        earlyStopping: {},
        validationShare: 0.1,
      },
    }),
  );
}

const nodes = [
  { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] }, position: { x: 0, y: 0 } },
  { id: 'body', type: 'block:body' },
  { id: 'again', type: 'block:body', sharesWith: 'body' },
  { id: 'beside', type: 'block:body', repeat: 2, join: 'add', muted: '=width > 8' },
  { id: 'output', type: 'output' },
];
const parameters = [
  { name: 'width', kind: 'integer', default: 4 },
  { name: 'kind', kind: 'choice', default: 'a', choices: ['a', 'b'], label: 'Kind' },
  { name: 'kernel', kind: 'pair', default: [3, 3] },
  { name: 'edge', kind: 'padding', default: 'same' },
  { name: 'widths', kind: 'list', default: [4, 8] },
];
const frame = {
  format: 'netloom',
  version: 3,
  name: 'Complete',
  about: {
    year: 2026,
    idea: { en: 'All there is' },
    publishedParameters: { count: 1, source: 'a paper' },
    expectedAccuracy: { value: 0.9, source: 'a paper' },
  },
  weights: { file: 'complete.safetensors', sha256: '0'.repeat(64) },
  parameters,
  nodes,
  edges: [
    { from: 'input', to: 'body' },
    { from: 'body', to: 'again' },
    { from: 'again', to: 'beside' },
    { from: 'beside', to: 'output' },
  ],
  blocks: {
    body: {
      parameters,
      nodes: [
        { id: 'x', type: 'blockInput', position: { x: 0, y: 0 } },
        { id: 'y', type: 'blockOutput' },
      ],
      edges: [{ from: 'x', to: 'y' }],
    },
  },
  notes: [{ id: 'note', text: 'A note', position: { x: 0, y: 0 }, size: { width: 10, height: 10 } }],
  views: [{ name: 'First', location: 'use', area: { x: 0, y: 0, width: 10, height: 10 } }],
  dataset: { id: 'fashion-mnist' },
};
