import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  documentSchema,
  type EdgeSpec,
  type NetloomDocument,
  type NodeSpec,
  type Position,
  type Scope,
} from '../../../graph-runtime/document/document';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import { nodesOf } from '../document/network';
import type { EditContext } from '../edits/user-edit';

/** Documents and edit contexts for the tests of user edits. */

const presetsDirectory = path.join(__dirname, '..', '..', '..', '..', 'presets');

export function readPreset(name: string): NetloomDocument {
  const parsed = parseDocument(readFileSync(path.join(presetsDirectory, `${name}.json`), 'utf8'));
  if (!parsed.ok) throw new Error(`The preset ${name} cannot be read.`);
  return parsed.document;
}

export function presetNames(): string[] {
  return readdirSync(presetsDirectory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

export function documentOf(
  nodes: NodeSpec[],
  edges: EdgeSpec[],
  rest: Partial<NetloomDocument> = {},
): NetloomDocument {
  return { ...documentSchema.parse({ format: 'netloom', version: 2, name: 'Test', nodes, edges }), ...rest };
}

/** A column of nodes, as a layout would place them; nodes with their own place stay there. */
export function editContextOf(document: NetloomDocument, scope: Scope = null): EditContext {
  const positions = new Map<string, Position>(
    nodesOf(document, scope).map((node, index) => [node.id, node.position ?? { x: 0, y: index * 90 }]),
  );
  return { document, scope, positions };
}
