import type { EdgeSpec, NodeSpec } from '../../../graph-runtime/document/document';
import type { NodeIds } from './fresh-id';

/** The sources that feed a block's input ports from outside; a port without one is not connected. */
export type Sources = ReadonlyMap<string, string>;

/** One copy of the block's content in the outer scope. */
export interface Copy {
  readonly nodes: readonly NodeSpec[];
  /** What the nodes of the block are called in it. */
  readonly names: ReadonlyMap<string, string>;
  /** In the block's order, so that a merge keeps the order of its inputs. */
  readonly edges: readonly EdgeSpec[];
  /** What feeds each output port. */
  readonly exits: Sources;
}

/** Whether the copies of a node stand side by side. */
export function isJoined({ repeat, join }: NodeSpec): boolean {
  return repeat !== undefined && join !== undefined;
}

/** A merge for each output of copies that stand side by side. */
export function writeJoins(
  ids: NodeIds,
  { id, join = '' }: NodeSpec,
  outputs: readonly string[],
  copies: readonly Copy[],
): { readonly nodes: NodeSpec[]; readonly edges: EdgeSpec[]; readonly exits: Sources } | null {
  if (copies.length === 0) return null;
  const nodes = outputs.map((_): NodeSpec => ({ id: ids.takeCopyOf({ id: `${id}_join` }), type: join }));
  const merges = new Map(outputs.map((port, index) => [port, nodes[index]?.id ?? '']));
  const edges = Array.from(merges).flatMap(([port, to]) =>
    copies.flatMap(({ exits }) => {
      const from = exits.get(port);
      return from === undefined ? [] : [{ from, to }];
    }),
  );
  return { nodes, edges, exits: merges };
}

/** Muted where one of two says so. */
export function eitherMuted(outer: NodeSpec['muted'], own: NodeSpec['muted']): Pick<NodeSpec, 'muted'> {
  const texts = [outer, own].filter((muted) => typeof muted === 'string');
  if (outer === true || own === true) return { muted: true };
  if (texts.length < 2) return texts[0] === undefined ? {} : { muted: texts[0] };
  return { muted: `=${texts.map((text) => `(${text.replace(/^=/, '')})`).join(' || ')}` };
}
