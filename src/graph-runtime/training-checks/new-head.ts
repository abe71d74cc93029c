import { targetSize } from '../datasets/target-description';
import type { Fix } from '../diagnostics/diagnostic';
import { applyEdits } from '../document/apply-edits';
import { blockName } from '../document/block-type';
import type { NetloomDocument, NodeSpec, Scope } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import { freeId } from '../blocks/expand-scope';
import type { NetworkAnalysis } from '../infer/analysis';
import { analyze } from '../infer/analyze';
import { placeKey, placesOfPaths, weightedPlaces } from '../infer/weighted-places';
import { type WiredNode, Wiring } from '../infer/wiring';
import { fittingEdits } from './fit-to-dataset';
import type { DescribedDataset } from './training-data';

type NamedDataset = DescribedDataset & { readonly name: string };

/**
 * Transfer learning in one edit: the last layer with weights in front of each output becomes a new one for the data set's classes, and
 * everything else is frozen. The input keeps its size, for which the weights were learned: images are resized. A new layer has a new
 * name, so that weights of a file or a run, which are taken by name, leave it freshly initialized.
 *
 * Null where an output's scores come from no such layer, or where the network would have errors that it does not have now.
 */
export function newHeadFix(analysis: NetworkAnalysis, dataset: NamedDataset): Fix | null {
  const fitting = fittingEdits(analysis.document, dataset, null);
  const fitted = analyze(applyEdits(analysis.document, fitting), analysis);
  const heads = headsOf(fitted);
  if (heads.length === 0) return null;
  const edits = [...fitting, ...freezingEdits(fitted, heads), ...renamingEdits(fitted.document, heads)];
  if (errorsOf(analyze(applyEdits(analysis.document, edits), fitted)) > errorsOf(analysis)) return null;
  return { code: 'new-head', values: { count: targetSize(dataset.target), name: dataset.name }, edits };
}

/** The last layer with weights in front of each output; none where a merge or the input comes first. */
function headsOf(analysis: NetworkAnalysis): readonly WiredNode[] {
  const outputs = new Wiring(analysis.graph).nodes.filter(({ layer }) => layer?.loss !== undefined);
  const heads = outputs.map((output) => {
    let node: WiredNode | undefined = output;
    do node = node.incoming.length === 1 ? node.incoming[0]?.from : undefined;
    while (node !== undefined && (analysis.nodes.get(node.node.path)?.weights.length ?? 0) === 0);
    return node;
  });
  return heads.every((head) => head !== undefined) ? heads : [];
}

/** Freezes all that has weights and no head in it. */
function freezingEdits(analysis: NetworkAnalysis, heads: readonly WiredNode[]): DocumentEdit[] {
  const { document, graph } = analysis;
  const placesOf = placesOfPaths(graph);
  const weighted = weightedPlaces(analysis);
  const learning = new Set(heads.flatMap(({ node }) => placesOf(node.path)));
  const visited = new Set<string>();
  const editsIn = (scope: Scope, nodes: readonly NodeSpec[]): DocumentEdit[] =>
    nodes.flatMap(({ id, type, trainable }): DocumentEdit[] => {
      if (!weighted.has(placeKey(scope, id))) return [];
      const isLearning = learning.has(placeKey(scope, id));
      const own: DocumentEdit[] =
        (trainable !== false) === isLearning
          ? []
          : [{ kind: 'update-node', scope, id, changes: { trainable: isLearning ? undefined : false } }];
      const block = blockName(type);
      if (!isLearning || block === null || visited.has(block)) return own;
      visited.add(block);
      return [...own, ...editsIn(block, document.blocks[block]?.nodes ?? [])];
    });
  return editsIn(null, document.nodes);
}

function renamingEdits(document: NetloomDocument, heads: readonly WiredNode[]): DocumentEdit[] {
  const places = new Map(heads.map(({ node: { origin } }) => [placeKey(origin.scope, origin.id), origin]));
  const edits: DocumentEdit[] = [];
  for (const { scope, id } of places.values()) {
    const { nodes } = applyEdits(document, edits).blocks[scope ?? ''] ?? applyEdits(document, edits);
    edits.push({ kind: 'rename-node', scope, id, newId: freeId({ nodes }, 'head') });
  }
  return edits;
}

function errorsOf({ diagnostics }: NetworkAnalysis): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}
