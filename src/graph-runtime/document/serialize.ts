import { type BlockSpec, blockSchema, documentSchema, type NetloomDocument } from './document';

/**
 * Writes a document as a person would: the fields always in one order, the header spread over lines, and one line for each
 * node, edge, parameter and note, so that files are pleasant to read and their differences to review. Empty lists and fields
 * that are not set are left out; fields that the format does not know follow those of their object. Reading the text back gives
 * an equal document.
 */
export function serializeDocument(document: NetloomDocument): string {
  const fields = [
    field('format', oneLine(document.format)),
    field('version', oneLine(document.version)),
    field('name', oneLine(document.name)),
    document.about === undefined ? '' : field('about', manyLines(document.about, 1)),
    document.flow === undefined ? '' : field('flow', oneLine(document.flow)),
    list('parameters', document.parameters, 1),
    list('nodes', document.nodes, 1, true),
    list('edges', document.edges, 1, true),
    blocks(document),
    list('notes', document.notes, 1),
    field('dataset', oneLine(document.dataset)),
    field('training', manyLines(document.training, 1)),
    ...others(document, documentSchema.shape),
  ];
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
  const fields = [
    block.name === undefined ? '' : field('name', oneLine(block.name)),
    block.description === undefined ? '' : field('description', oneLine(block.description)),
    block.flow === undefined ? '' : field('flow', oneLine(block.flow)),
    list('parameters', block.parameters, 3),
    list('nodes', block.nodes, 3, true),
    list('edges', block.edges, 3, true),
    ...others(block, blockSchema.shape),
  ];
  return `{\n${join(fields, 3)}\n${indent(2)}}`;
}

/** The fields that the format does not know. */
function others(value: object, known: object): string[] {
  return Object.entries(value).flatMap(([name, item]) =>
    Object.hasOwn(known, name) || item === undefined ? [] : [field(name, oneLine(item))],
  );
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

/** Order of the fields wherever they occur; what is not named here follows in its own order. */
const FIELD_ORDER = [
  'id',
  'kind',
  'type',
  'name',
  'default',
  'parameters',
  'enabled',
  'muted',
  'repeat',
  'from',
  'to',
  'position',
];

function orderedEntries(value: object): [string, unknown][] {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const rank = (name: string) => {
    const place = FIELD_ORDER.indexOf(name);
    return place === -1 ? FIELD_ORDER.length : place;
  };
  return entries.sort(([a], [b]) => rank(a) - rank(b));
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
