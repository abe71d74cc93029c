import { z } from 'zod';
import { openObject } from '../settings/open-object';
import { trainingSettingsSchema } from '../settings/training-settings';

export * from '../settings/training-settings';

/**
 * The document: what a user saves. One JSON file that people can read and write by hand.
 *
 * Sizes and counts are limited here, before anything is allocated from a stranger's file; what a file *means* (does a layer
 * type exist, do shapes fit) is not checked here but by the analysis, which answers with diagnostics at the node concerned.
 */

/** The newest version, that of every document in memory. Older files are brought up to it by `reading/migrations`. */
export const DOCUMENT_VERSION = 3;
/** The lowest version a file is written in: a document that uses nothing newer opens in older programs too (decision 0228). */
const LOWEST_WRITTEN_VERSION = 2;

/** Limits on files from strangers. */
export const DOCUMENT_LIMITS = {
  /** ResNet-1202, written out flat, has about 4,200. */
  nodesPerScope: 8_000,
  edgesPerScope: 32_000,
  blocks: 200,
  notes: 1_000,
  views: 100,
  textLength: 20_000,
  expressionLength: 200,
  listLength: 64,
  choices: 32,
  learningRateFactor: 1_000,
} as const;

/** A node, block or port name: it becomes part of paths such as `stage3/residual2/conv1`, so it has no `/`, `.` or spaces. */
export const identifierSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/, 'a name of letters, digits, - and _ that starts with a letter');

/**
 * One parameter as the document stores it: a literal, a list of numbers and expressions, or (a string that starts with `=`) an
 * expression over the parameters of the surrounding block, e.g. `"=filters * 4"`.
 */
export const parameterValueSchema = z.union([
  z.number(),
  z.boolean(),
  z.string().max(DOCUMENT_LIMITS.expressionLength),
  z
    .array(z.union([z.number(), z.string().max(DOCUMENT_LIMITS.expressionLength)]))
    .max(DOCUMENT_LIMITS.listLength),
]);
export type ParameterValue = z.infer<typeof parameterValueSchema>;

/** A place on the canvas, in canvas units, of the node's top left corner. */
export const positionSchema = openObject({ x: z.number(), y: z.number() });
export type Position = z.infer<typeof positionSchema>;

/** `node` (its only or first port) or `node:port`. */
export const endpointSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}(:[A-Za-z_][A-Za-z0-9_-]{0,63})?$/, '"node" or "node:port"');

/**
 * One use of a layer or a block.
 *
 * - `type`: a layer type of the registry (`conv2d`), or `block:NAME` for a block of this document, or, inside a block,
 *   `blockInput` / `blockOutput`, whose ids are the block's port names.
 * - `enabled`: false (or an expression that is 0) switches the node off: it passes its first input through unchanged.
 * - `muted`: true (or an expression that is not 0): the node does not take part, and neither does what depends on its output alone, or
 *   feeds it alone. A merge leaves a muted branch out.
 * - `trainable`: false freezes the node, or all that is in the block: its weights and running statistics stay as they are, and batch
 *   normalization normalizes by its running statistics in training too.
 * - `learningRateFactor`: its weights learn at this factor times the schedule's rate; factors of a block and of what is in it multiply.
 * - `sharesWith`: the node of the same scope whose weights it uses in place of its own: the same layer or block with weights of the same shapes.
 *   Where both are repeated, each copy shares with the copy of its number.
 * - `locked`: the editor changes neither the node nor the wires into it; it computes what it would without.
 * - `repeat`: how many copies follow one another; their paths get the numbers 1..n (`residual1`, `residual2`), and
 *   expressions of this node's parameters may use `index` (0, 1, ...).
 * - `join`: a merge (`add`, `concatenate`, ...): the copies stand side by side, each gets what comes in, and the merge joins what leaves them.
 */
export const nodeSchema = openObject({
  id: identifierSchema,
  type: z.string().min(1).max(80),
  name: z.string().max(200).optional(),
  parameters: z.record(identifierSchema, parameterValueSchema).optional(),
  enabled: z.union([z.boolean(), z.string().max(DOCUMENT_LIMITS.expressionLength)]).optional(),
  muted: z.union([z.boolean(), z.string().max(DOCUMENT_LIMITS.expressionLength)]).optional(),
  trainable: z.boolean().optional(),
  learningRateFactor: z.number().positive().max(DOCUMENT_LIMITS.learningRateFactor).optional(),
  sharesWith: identifierSchema.optional(),
  locked: z.boolean().optional(),
  repeat: z.union([z.number(), z.string().max(DOCUMENT_LIMITS.expressionLength)]).optional(),
  join: z.string().min(1).max(80).optional(),
  position: positionSchema.optional(),
});
export type NodeSpec = z.infer<typeof nodeSchema>;

/** A wire. The order of the edges into a port that takes many (add, concatenate) is the order of its inputs. */
export const edgeSchema = openObject({ from: endpointSchema, to: endpointSchema });
export type EdgeSpec = z.infer<typeof edgeSchema>;

/** Kinds of a block's parameters. A `list` is looked up by expressions: `widths[index]`. */
export const BLOCK_PARAMETER_KINDS = [
  ...(['integer', 'number', 'boolean', 'text'] as const),
  ...(['choice', 'pair', 'padding', 'list'] as const),
] as const;

/** A parameter of a block: what its users may set, and what they get when they don't. */
const blockParameterSchema = openObject({
  name: identifierSchema,
  /** What people read; absent: the name. */
  label: z.string().min(1).max(80).optional(),
  kind: z.enum(BLOCK_PARAMETER_KINDS),
  default: parameterValueSchema,
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** Only of a `choice`: its values. */
  choices: z.array(z.string().min(1).max(80)).min(1).max(DOCUMENT_LIMITS.choices).optional(),
  description: z.string().max(500).optional(),
});
export type BlockParameter = z.infer<typeof blockParameterSchema>;

/** Direction of the layout on the canvas: top to bottom, or left to right. */
export const flowSchema = z.enum(['down', 'right']);
export type Flow = z.infer<typeof flowSchema>;

/** A named sub-network. Its ports are its inner `blockInput` and `blockOutput` nodes, in their order. */
export const blockSchema = openObject({
  name: z.string().max(200).optional(),
  description: z.string().max(DOCUMENT_LIMITS.textLength).optional(),
  /** Where it is not set, the block flows as the network does. */
  flow: flowSchema.optional(),
  parameters: z.array(blockParameterSchema).max(100).default([]),
  nodes: z.array(nodeSchema).max(DOCUMENT_LIMITS.nodesPerScope),
  edges: z.array(edgeSchema).max(DOCUMENT_LIMITS.edgesPerScope),
});
export type BlockSpec = z.infer<typeof blockSchema>;

/** Text on the canvas, or a colored frame around nodes. */
export const noteSchema = openObject({
  id: identifierSchema,
  kind: z.enum(['note', 'frame']).default('note'),
  text: z.string().max(DOCUMENT_LIMITS.textLength),
  scope: identifierSchema.nullable().default(null),
  position: positionSchema,
  size: openObject({ width: z.number().positive(), height: z.number().positive() }),
  color: z.string().max(40).optional(),
});
export type NoteSpec = z.infer<typeof noteSchema>;

/** A place of the network that is saved under a name: what the canvas showed, in canvas units. */
export const savedViewSchema = openObject({
  name: z.string().min(1).max(200),
  /** Path of the uses of blocks that were entered (`stage2/residual1`); absent: the network itself. */
  location: z.string().max(2_000).optional(),
  area: openObject({
    x: z.number(),
    y: z.number(),
    width: z.number().positive(),
    height: z.number().positive(),
  }),
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** Which data the network is trained on, and what its user calls it. Images are resized to the network's input size. */
export const datasetReferenceSchema = openObject({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(200).optional(),
});
export type DatasetReference = z.infer<typeof datasetReferenceSchema>;

/** The file of weights that training begins with, beside the document or among the imported ones, and its SHA-256 (hex). */
export const weightsReferenceSchema = openObject({
  file: z.string().min(1).max(400),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hexadecimal digits'),
});
export type WeightsReference = z.infer<typeof weightsReferenceSchema>;

/** Where a network comes from and what it taught; shown in the gallery. Texts in every language of the app. */
export const aboutSchema = openObject({
  year: z.number().int().optional(),
  authors: z.string().max(500).optional(),
  paper: z.string().max(500).optional(),
  url: z.string().max(500).optional(),
  idea: z.record(z.string(), z.string().max(DOCUMENT_LIMITS.textLength)).optional(),
  /** The family a variant belongs to (`resnet`), and the published parameter count it is held against, with its source. */
  family: z.string().max(60).optional(),
  publishedParameters: openObject({ count: z.number().int(), source: z.string().max(500) }).optional(),
  /** Test accuracy to expect with the document's own settings, as a fraction, with its source. */
  expectedAccuracy: openObject({ value: z.number().min(0).max(1), source: z.string().max(500) }).optional(),
});
export type About = z.infer<typeof aboutSchema>;

export const documentSchema = openObject({
  format: z.literal('netloom'),
  version: z.union([z.literal(LOWEST_WRITTEN_VERSION), z.literal(DOCUMENT_VERSION)]),
  name: z.string().min(1).max(200),
  about: aboutSchema.optional(),
  /** `down` where it is not set. */
  flow: flowSchema.optional(),
  /** Parameters of the whole network (VGG's `ratio`), usable in expressions of the network's nodes. */
  parameters: z.array(blockParameterSchema).max(100).default([]),
  nodes: z.array(nodeSchema).max(DOCUMENT_LIMITS.nodesPerScope),
  edges: z.array(edgeSchema).max(DOCUMENT_LIMITS.edgesPerScope),
  blocks: z.record(identifierSchema, blockSchema).default({}),
  notes: z.array(noteSchema).max(DOCUMENT_LIMITS.notes).default([]),
  views: z.array(savedViewSchema).max(DOCUMENT_LIMITS.views).optional(),
  dataset: datasetReferenceSchema.default({ id: 'fashion-mnist' }),
  /** Absent: weights are drawn. */
  weights: weightsReferenceSchema.optional(),
  training: trainingSettingsSchema.default(() => trainingSettingsSchema.parse({})),
});

/** A network with all that is saved along with it. */
export type NetloomDocument = z.infer<typeof documentSchema>;

/** The lowest version whose programs train the network that the document describes. */
export function writtenVersion({
  nodes,
  blocks,
  weights,
  parameters,
}: Pick<NetloomDocument, 'nodes' | 'blocks' | 'weights' | 'parameters'>): number {
  if (weights !== undefined) return DOCUMENT_VERSION;
  const scopes = [{ nodes, parameters }, ...Object.values(blocks)];
  const isNew = (scope: Pick<BlockSpec, 'nodes' | 'parameters'>) =>
    scope.nodes.some(isNewNode) || scope.parameters.some(({ kind }) => !FIRST_KINDS.has(kind));
  return scopes.some(isNew) ? DOCUMENT_VERSION : LOWEST_WRITTEN_VERSION;
}

/** The kinds of parameters that version 2 has. */
const FIRST_KINDS: ReadonlySet<BlockParameter['kind']> = new Set(['integer', 'number', 'boolean', 'text']);

function isNewNode({ trainable, learningRateFactor, sharesWith, join, muted }: NodeSpec): boolean {
  return (
    trainable !== undefined ||
    learningRateFactor !== undefined ||
    sharesWith !== undefined ||
    join !== undefined ||
    typeof muted === 'string'
  );
}

/** Where nodes live: `null` is the network itself, otherwise the name of a block of the document. */
export type Scope = string | null;
