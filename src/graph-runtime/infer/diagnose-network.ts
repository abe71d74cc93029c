import type { Expansion } from '../blocks/expand';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { removeNodeFix, setParameterFix, unfreezeFix, unmuteFix } from '../diagnostics/fixes';
import { mergeUses } from '../diagnostics/merge-uses';
import { scopeContent } from '../document/apply-edits';
import type { NetloomDocument, Scope } from '../document/document';
import { parseEndpoint } from '../document/endpoint';
import type { NodeAnalysis } from './analysis';
import { diagnoseInputs } from './diagnose-inputs';
import { addOutputFix } from './repairs/add-ends';
import type { RepairContext } from './repairs/repair-context';
import { diagnoseSingleInputs } from './repairs/single-input';
import type { WiredNode } from './wiring';

/**
 * What is wrong with a network as a whole: where it begins and ends, what is minimized, what is learned, and what is not used.
 * `known` are the diagnostics so far; what only follows from them is not said.
 */
export function diagnoseNetwork(
  context: RepairContext,
  known: readonly Diagnostic[],
  { broken, claimed }: Pick<Expansion, 'broken' | 'claimed'>,
): Diagnostic[] {
  const { nodes } = context.wiring;
  const inputs = nodes.filter(({ layer }) => layer?.inputs.length === 0);
  const outputs = nodes.filter(({ layer }) => layer?.loss !== undefined);
  const muted = mutedNodes(context.document);
  if (muted.length > 0 && outputs.every((output) => isAuxiliary(output))) return [outputMuted(muted)];
  const mistaken = mistakenEnds(context, known);
  const diagnostics = [
    ...(inputs.length === 0 && mistaken.isInput ? [] : diagnoseInputs(context, inputs)),
    // What an output with a mistake was meant to be is not known.
    ...(outputs.some(({ node }) => broken.has(node.path)) || (outputs.length === 0 && mistaken.isOutput)
      ? []
      : diagnoseOutputs(context, outputs)),
    ...diagnoseUnused(context, claimed),
    ...diagnoseSingleInputs(context),
  ];
  const isFree = [...known, ...diagnostics].every(({ severity }) => severity !== 'error');
  if (isFree && !hasTrainableWeights(context.nodes)) diagnostics.push(nothingToTrain(context.document));
  return diagnostics;
}

/**
 * Whether what could not be expanded (an unknown layer, a block with a mistake) may be the input or the output of the network:
 * no wire enters it, or none leaves it. Then it is that mistake that must be reported, not a missing end.
 */
function mistakenEnds(
  { document, wiring }: RepairContext,
  known: readonly Diagnostic[],
): { readonly isInput: boolean; readonly isOutput: boolean } {
  const isHidden = known.some(({ code }) => code === 'path-collision');
  const ends = wiring.nodes.filter(({ layer }) => layer === undefined);
  const hasNoWire = (end: 'from' | 'to') =>
    isHidden ||
    ends.some(({ node: { origin } }) => {
      const edges = scopeContent(document, origin.scope)?.edges ?? [];
      return !edges.some((edge) => parseEndpoint(edge[end]).id === origin.id);
    });
  return { isInput: hasNoWire('to'), isOutput: hasNoWire('from') };
}

function problem(
  code: string,
  path: string,
  fixes: readonly Fix[] = [],
  values: Diagnostic['values'] = {},
): Diagnostic {
  return { code, severity: 'error', path, values, fixes };
}

function diagnoseOutputs(context: RepairContext, outputs: readonly WiredNode[]): Diagnostic[] {
  const main = outputs.filter((output) => !isAuxiliary(output));
  const [first] = main;
  if (first === undefined) {
    return outputs.length === 0
      ? [problem('no-output', '', addOutputFix(context))]
      : [problem('no-main-output', outputs[0]?.node.path ?? '', makeMain(outputs))];
  }
  const isMinimized = outputs.some(({ layer, node }) => (layer?.loss?.weight(node.parameters) ?? 0) > 0);
  if (isMinimized) return [];
  const { scope, id } = first.node.origin;
  const fixes = [setParameterFix(scope, id, 'lossWeight', 1)];
  return [{ ...problem('no-loss', first.node.path, fixes, { node: id }), parameter: 'lossWeight' }];
}

function isAuxiliary({ layer, node }: WiredNode): boolean {
  return layer?.loss?.isAuxiliary(node.parameters) ?? true;
}

interface Place {
  readonly scope: Scope;
  readonly id: string;
}

function mutedNodes(document: NetloomDocument): Place[] {
  return [null, ...Object.keys(document.blocks)].flatMap((scope) =>
    (scopeContent(document, scope)?.nodes ?? []).flatMap(({ id, muted }) =>
      muted === undefined || muted === false ? [] : [{ scope, id }],
    ),
  );
}

/** So much is muted that nothing comes out. What else is wrong follows from that. */
function outputMuted(muted: readonly Place[]): Diagnostic {
  const [first] = muted;
  const node = muted.map(({ id }) => id).join(', ');
  // All at once: with one of them alone, another may still be in the way.
  return problem('output-muted', first?.scope === null ? first.id : '', [unmuteFix(muted)], { node });
}

function makeMain(outputs: readonly WiredNode[]): Fix[] {
  const last = outputs.at(-1)?.node.origin;
  return last === undefined ? [] : [setParameterFix(last.scope, last.id, 'auxiliary', false)];
}

/** Nodes that work, and whose result nothing uses. */
function diagnoseUnused({ wiring, nodes }: RepairContext, claimed: ReadonlySet<string>): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { node, layer, outgoing } of wiring.nodes) {
    if (outgoing.length > 0 || layer === undefined || layer.outputs.length === 0) continue;
    if (nodes.get(node.path)?.outputs === null || claimed.has(node.path)) continue;
    const fixes = [removeNodeFix(node.origin.scope, node.origin.id)];
    const values = { node: node.origin.id };
    const { origin } = node;
    diagnostics.push({ ...problem('result-unused', node.path, fixes, values), origin, severity: 'warning' });
  }
  return mergeUses(diagnostics);
}

function hasTrainableWeights(nodes: ReadonlyMap<string, NodeAnalysis>): boolean {
  for (const { cost } of nodes.values()) if (cost.trainableParameters > 0) return true;
  return false;
}

function nothingToTrain({ nodes, blocks }: NetloomDocument): Diagnostic {
  const scopes = [
    { scope: null, nodes },
    ...Object.entries(blocks).map(([scope, block]) => ({ scope, nodes: block.nodes })),
  ];
  const frozen = scopes.flatMap(({ scope, nodes: all }) =>
    all.filter(({ trainable }) => trainable === false).map(({ id }): Place => ({ scope, id })),
  );
  if (frozen.length === 0) return problem('nothing-to-train', '');
  return problem('all-frozen', '', [unfreezeFix(frozen)]);
}
