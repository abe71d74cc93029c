import type { Diagnostic } from '../diagnostics/diagnostic';
import { furtherProblems } from '../diagnostics/limit-diagnostics';
import { groupUses, mergeUses } from '../diagnostics/merge-uses';
import type { NetloomDocument } from '../document/document';
import type { Analyze, NetworkAnalysis } from './analysis';
import { analyzeGroups, countInGroups } from './analyze-groups';
import { RunningCosts } from './costs';
import { diagnoseNetwork } from './diagnose-network';
import { type InferenceState, inferNetwork } from './infer-network';
import { completeDiagnostic } from './repairs/complete-diagnostic';
import { diagnoseCycles } from './repairs/cycle';
import { RepairTrials } from './repairs/trial';
import { shareWeights } from './share-weights';
import { diagnoseUnknownFields } from './unknown-field-diagnostics';
import { withoutUnknownSizes } from './unknown-sizes';
import type { WiredNode } from './wiring';

/** What an analysis leaves behind for the next one; forgotten along with it. */
interface Memory {
  readonly inference: InferenceState;
  /** What is wrong with the network itself: without the unknown fields. */
  readonly ofNetwork: Pick<NetworkAnalysis, 'diagnostics' | 'groups'>;
}

const memories = new WeakMap<NetworkAnalysis, Memory>();

/**
 * Shapes, costs and diagnostics of a network, from its document alone. With `previous` only what an edit touched is inferred
 * again: the nodes it changed, and those after them as far as their inputs really change.
 *
 * Never throws on a document, however wrong: see `diagnostics`. Only the first cause along a path is reported.
 */
export const analyze: Analyze = (document, extended) => {
  const previous = extended === undefined ? undefined : (originals.get(extended) ?? extended);
  if (previous?.document === document) return previous;
  const before = previous === undefined ? undefined : memories.get(previous);
  const inference = inferNetwork(document, before?.inference);
  const isSame =
    previous !== undefined &&
    before !== undefined &&
    inference === before.inference &&
    // Where nodes were only moved the network is the same, but repairs put new nodes beside them.
    (before.ofNetwork.diagnostics.length === 0 || previous.document.nodes === document.nodes);
  const network = isSame ? { ...previous, document } : summarize(document, inference, previous);
  const { diagnostics, groups } = isSame ? before.ofNetwork : network;
  const ofNetwork = { diagnostics, groups };
  const analysis = withUnknownFields({ ...network, ...ofNetwork }, previous);
  memories.set(analysis, { inference, ofNetwork });
  return analysis;
};

/** What an extended analysis was made from. */
const originals = new WeakMap<NetworkAnalysis, NetworkAnalysis>();

/**
 * An analysis with what others have found out about the network. It serves as `previous` like the one it is made from; what was
 * added is not carried over.
 */
export function extendAnalysis(
  analysis: NetworkAnalysis,
  added: Pick<NetworkAnalysis, 'diagnostics' | 'groups' | 'isTrainable'>,
): NetworkAnalysis {
  const extended = { ...analysis, ...added };
  originals.set(extended, originals.get(analysis) ?? analysis);
  return extended;
}

/** Fields that mean nothing are warnings: whether a network can be trained does not depend on them. */
function withUnknownFields(network: NetworkAnalysis, previous: NetworkAnalysis | undefined): NetworkAnalysis {
  const unknown = diagnoseUnknownFields(network.document, network.graph);
  if (unknown.length === 0) return network;
  const before = previous?.diagnostics ?? [];
  const diagnostics = [...network.diagnostics, ...unknown];
  keepIdentity(diagnostics, before);
  const isSame =
    diagnostics.length === before.length && diagnostics.every((one, index) => one === before[index]);
  const groups = countInGroups(network, unknown, previous?.groups);
  return { ...network, diagnostics: isSame ? before : diagnostics, groups };
}

/** Repairs take time to compute: diagnostics beyond this many get none. */
const MAXIMUM_COMPLETED = 300;

function summarize(
  document: NetloomDocument,
  inference: InferenceState,
  previous: NetworkAnalysis | undefined,
): NetworkAnalysis {
  const { expansion, wiring, order } = inference;
  const { nodes, diagnostics: ofSharing } = shareWeights(document, inference, inference.analyses);
  const costs = new RunningCosts(inference.inferred, wiring.sharing.length === 0 ? null : nodes);
  const context = { document, wiring, nodes };
  const found: Diagnostic[] = [
    ...expansion.diagnostics,
    ...ofSharing,
    ...mergeUses(diagnoseCycles(context, order.unordered)),
  ];
  const trials = new RepairTrials(document, inference);
  const drafts = groupUses(inference.drafts, ([{ node }, draft]) => ({
    severity: 'error',
    ...draft,
    origin: node.origin,
    path: node.path,
  }));
  for (const { first, paths } of drafts.slice(0, MAXIMUM_COMPLETED)) {
    const open = notInferred(first[0], inference).filter((path) => !paths.includes(path));
    found.push(completeDiagnostic(context, trials, first, [...paths, ...open]));
  }
  if (drafts.length > MAXIMUM_COMPLETED) {
    const further = drafts.slice(MAXIMUM_COMPLETED);
    found.push(furtherProblems(further.map(({ first: [, { severity = 'error' }] }) => severity)));
  }
  found.push(...diagnoseNetwork(context, found, expansion));
  const diagnostics = withoutUnknownSizes(found).map((diagnostic) => {
    const fixes = trials.best(diagnostic.fixes.filter((fix) => trials.isHarmless(fix)));
    return fixes.length < diagnostic.fixes.length ? { ...diagnostic, fixes } : diagnostic;
  });
  keepIdentity(diagnostics, previous?.diagnostics ?? []);
  return {
    document,
    graph: expansion.graph,
    order: order.ordered.map(({ node }) => node.path),
    nodes,
    groups: analyzeGroups(expansion, { wiring, nodes, costs }, diagnostics, previous?.groups),
    diagnostics,
    cost: costs.between(0, inference.inferred.length),
    isTrainable: diagnostics.every(({ severity }) => severity !== 'error'),
  };
}

/** Other uses of a block's node that could not be inferred, being after the mistake: it is the same one there, as far as known. */
function notInferred({ node: { path, origin } }: WiredNode, { wiring, inferred }: InferenceState): string[] {
  if (origin.scope === null) return [];
  return wiring.nodes
    .filter(({ node, index }) => {
      const isSame = node.origin.scope === origin.scope && node.origin.id === origin.id;
      return isSame && node.path !== path && inferred[index]?.analysis.outputs === null;
    })
    .map(({ node }) => node.path);
}

/** Puts the diagnostic from before the edit in the place of an equal one, so that what shows it is not drawn again. */
function keepIdentity(diagnostics: Diagnostic[], previous: readonly Diagnostic[]): void {
  if (previous.length === 0) return;
  const old = new Map(previous.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  diagnostics.forEach((diagnostic, index) => {
    diagnostics[index] = old.get(JSON.stringify(diagnostic)) ?? diagnostic;
  });
}
