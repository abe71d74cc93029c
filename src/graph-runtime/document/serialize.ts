import { type BlockSpec, type NetloomDocument, writtenVersion } from './document';
import { mergeNames } from './field-order';

/**
 * Writes a document as a person would: the fields always in one order, the header spread over lines, and one line for each
 * node, edge, parameter and note, so that files are pleasant to read and their differences to review. Empty lists and fields
 * that are not set are left out; fields that the format does not know stay after the field that they follow in their object. Reading
 * the text back gives an equal document.
 */
export function serializeDocument(document: NetloomDocument): string {
  const fields = withOthers(document, {
    format: field('format', oneLine(document.format)),
    version: field('version', oneLine(writtenVersion(document))),
    name: field('name', oneLine(document.name)),
    about: document.about === undefined ? '' : field('about', manyLines(document.about, 1)),
    flow: document.flow === undefined ? '' : field('flow', oneLine(document.flow)),
    parameters: list('parameters', document.parameters, 1),
    nodes: list('nodes', document.nodes, 1, true),
    edges: list('edges', document.edges, 1, true),
    blocks: blocks(document),
    notes: list('notes', document.notes, 1),
    dataset: field('dataset', oneLine(document.dataset)),
    weights: document.weights === undefined ? '' : field('weights', oneLine(document.weights)),
    training: field('training', manyLines(document.training, 1)),
  });
  return `{\n${join(fields, 1)}\n}\n`;
}

function blocks(document: NetloomDocument): string {
  const names = Object.keys(document.blocks);
  if (names.length === 0) return '';
  const entries = names.map((name) => {
    const block = document.blocks[name];
    return block === undefined ? '' : field(name, writeBlock(block));
  });
  return field('blocks', `{\n${join(entries, 2)}\n${indent(1)}}`);
}

function writeBlock(block: BlockSpec): string {
  const fields = withOthers(block, {
    name: block.name === undefined ? '' : field('name', oneLine(block.name)),
    description: block.description === undefined ? '' : field('description', oneLine(block.description)),
    flow: block.flow === undefined ? '' : field('flow', oneLine(block.flow)),
    parameters: list('parameters', block.parameters, 3),
    nodes: list('nodes', block.nodes, 3, true),
    edges: list('edges', block.edges, 3, true),
  });
  return `{\n${join(fields, 3)}\n${indent(2)}}`;
}

/** The known fields of an object in their order, and among them those that the format does not know. */
function withOthers(value: object, known: Readonly<Record<string, string>>): string[] {
  const fields: Readonly<Record<string, unknown>> = { ...value };
  return mergeNames(Object.keys(known), Object.keys(value)).map((name) => {
    const item = fields[name];
    if (Object.hasOwn(known, name)) return known[name] ?? '';
    return item === undefined ? '' : field(name, oneLine(item));
  });
}

function list(name: string, items: readonly unknown[], depth: number, isRequired = false): string {
  if (items.length === 0) return isRequired ? field(name, '[]') : '';
  return field(name, `[\n${join(items.map(oneLine), depth + 1)}\n${indent(depth)}]`);
}

function field(name: string, value: string): string {
  return `${JSON.stringify(name)}: ${value}`;
}

/** Drops what is empty and sets every line at its depth. */
function join(parts: readonly string[], depth: number): string {
  const lines = parts.filter((part) => part !== '').map((part) => indent(depth) + part);
  return lines.join(',\n');
}

function indent(depth: number): string {
  return '  '.repeat(depth);
}

/** Order of these fields wherever they occur; others stay after the field that they follow. */
const FIELD_ORDER = [
  'id',
  'kind',
  'type',
  'name',
  'default',
  'parameters',
  'enabled',
  'muted',
  'trainable',
  'learningRateFactor',
  'sharesWith',
  'locked',
  'repeat',
  'join',
  'from',
  'to',
  'position',
];

function orderedEntries(value: object): [string, unknown][] {
  const entries = new Map(Object.entries(value).filter(([, item]) => item !== undefined));
  const ranked = FIELD_ORDER.filter((name) => entries.has(name));
  return mergeNames(ranked, Array.from(entries.keys())).map((name) => [name, entries.get(name)]);
}

/** `{ "id": "conv1", "parameters": { "filters": 6 } }`: JSON with the spaces people put into it. */
function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = orderedEntries(value).map(([name, item]) => field(name, oneLine(item)));
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** An object with one field a line; what is inside the fields stays on one line, but for long texts in several languages. */
function manyLines(value: object, depth: number): string {
  const entries = orderedEntries(value).map(([name, item]) => {
    const isLong =
      typeof item === 'object' && item !== null && !Array.isArray(item) && oneLine(item).length > 100;
    return field(name, isLong ? manyLines(item, depth + 1) : oneLine(item));
  });
  return `{\n${join(entries, depth + 1)}\n${indent(depth)}}`;
}
