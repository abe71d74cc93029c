import { scopeContent } from '../document/apply-edits';
import { blockName, blockType } from '../document/block-type';
import type { NetloomDocument } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { chainBefore, findSizeChange } from '../infer/repairs/chain';
import { contextOf } from '../training-checks/check-context';
import { scoredOutputs } from '../training-checks/scores';

/**
 * The names of the parameters that decide how many scores an output gets, mostly the units of the last layer: there is one for each class,
 * so no other value trains. Where an expression decides it, the parameters of the network or the block that it names are meant.
 */
export function scoreSizes(analysis: NetworkAnalysis): ReadonlySet<string> {
  const context = contextOf(analysis, null);
  const { document, wiring } = context;
  const names = scoredOutputs(context).flatMap(({ wire, scores: { shape } }) => {
    const wider = [...shape.slice(0, -1), (shape.at(-1) ?? 0) + 1];
    const change = findSizeChange({ document, wiring, nodes: analysis.nodes }, chainBefore(wire), wider);
    if (change === null) return [];
    const { scope, id } = change.node.node.origin;
    return sourcesOf(document, scope, id, change.parameter);
  });
  return new Set(names);
}

/** The parameter of a node, or what its expression is computed from. `seen`: blocks whose uses were looked at, should they hold one another. */
function sourcesOf(
  document: NetloomDocument,
  scope: string | null,
  id: string,
  parameter: string,
  seen: readonly string[] = [],
): string[] {
  const prefix = scope === null ? '' : `${blockType(scope)}/`;
  const node = scopeContent(document, scope)?.nodes.find((candidate) => candidate.id === id);
  const set = node?.parameters?.[parameter];
  if (typeof set !== 'string' || !set.startsWith('=')) return [`${prefix}${id}.${parameter}`];
  const names = [...set.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name);
  if (scope === null) return names.map((name) => `network.${name}`);
  if (seen.includes(scope)) return [];
  const scopes = [null, ...Object.keys(document.blocks)];
  return scopes.flatMap((outer) =>
    (scopeContent(document, outer)?.nodes ?? [])
      .filter(({ type }) => blockName(type) === scope)
      .flatMap((use) => names.flatMap((name) => sourcesOf(document, outer, use.id, name, [...seen, scope]))),
  );
}
