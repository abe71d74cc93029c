import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { removeLayerFix, rewireFix, setParameterFix } from '../diagnostics/fixes';
import { scopeContent } from '../document/apply-edits';
import type { NodeSpec } from '../document/document';
import { parseEndpoint } from '../document/endpoint';
import { chainBefore, findSizeChange } from '../infer/repairs/chain';
import { insertOnWire } from '../infer/repairs/insert-node';
import { placeOfEdge, type RepairContext } from '../infer/repairs/repair-context';
import type { IncomingWire, WiredNode } from '../infer/wiring';
import type { LossRule } from '../layers/layer';
import type { ResolvedParameters } from '../layers/parameter';
import type { TensorType } from '../layers/tensor-type';
import type { ValueEffect } from '../layers/value-effect';
import type { CheckContext } from './check';

/** A node that puts a loss on scores, with what enters it. */
export interface ScoredOutput {
  readonly output: WiredNode;
  readonly loss: LossRule<ResolvedParameters>;
  readonly wire: IncomingWire;
  readonly scores: TensorType;
}

/** All nodes that put a loss on something. */
export function outputsOf({ wiring }: Pick<CheckContext, 'wiring'>): readonly WiredNode[] {
  return wiring.nodes.filter(({ layer }) => layer?.loss !== undefined);
}

/** The outputs whose scores have a known shape. */
export function scoredOutputs({ wiring, analysis }: CheckContext): readonly ScoredOutput[] {
  return wiring.nodes.flatMap((output) => {
    const loss = output.layer?.loss;
    const [wire] = output.incoming;
    const known = analysis.nodes.get(output.node.path);
    const scores = known?.inputs[0] ?? null;
    // What the output refuses itself is said there.
    if (loss === undefined || wire === undefined || scores === null || known?.outputs === null) return [];
    return [{ output, loss, wire, scores }];
  });
}

/** A layer on the way from the last weights to a loss. */
export interface ScoreLayer {
  readonly node: WiredNode;
  readonly effect: ValueEffect;
  /** The wire that leaves it toward the output. */
  readonly leaving: IncomingWire;
  /** Whether what it gives is averaged on its way. */
  readonly isPooled: boolean;
}

/** The layers in front of an output that do something simple to its scores, from the output back to the first that limits them. */
export function layersBeforeLoss({ wire }: Pick<ScoredOutput, 'wire'>): readonly ScoreLayer[] {
  const layers: ScoreLayer[] = [];
  let leaving = wire;
  let isPooled = false;
  for (;;) {
    const node = leaving.from;
    const effect = node.layer?.effect?.(node.node.parameters);
    const [entering, ...others] = node.incoming;
    if (effect === undefined || entering === undefined || others.length > 0) return layers;
    layers.push({ node, effect, leaving, isPooled });
    if (effect.kind === 'limits') return layers;
    if (effect.kind === 'pools') isPooled = true;
    leaving = entering;
  }
}

/** What repairs may look at. */
export function repairContextOf({ document, wiring, analysis }: CheckContext): RepairContext {
  return { document, wiring, nodes: analysis.nodes };
}

/** Whether the document's node stands for this one node of the network, so that changing it changes nothing else. */
export function isOnlyUse({ wiring }: CheckContext, { node: { origin } }: WiredNode): boolean {
  const uses = wiring.nodes.filter(
    ({ node }) => node.origin.id === origin.id && node.origin.scope === origin.scope,
  );
  return uses.length === 1;
}

/**
 * Takes a layer out of the way to an output: the node goes and what it was given passes, or, where its result is used elsewhere too,
 * only the wire to the output leads past it. Null where other uses of the block would change.
 */
export function removeScoreLayerFix(context: CheckContext, { node, leaving }: ScoreLayer): Fix | null {
  if (!isOnlyUse(context, node)) return null;
  return node.outgoing.length === 1 ? bridgeFix(context, node) : leadPastFix(context, node, leaving);
}

/** Removes a node with one wire in, and leads that wire on to what the node fed. */
export function bridgeFix({ document }: CheckContext, { node }: WiredNode): Fix | null {
  const { scope, id } = node.origin;
  const edges = scopeContent(document, scope)?.edges ?? [];
  const isFrom = (end: string) => parseEndpoint(end).id === id;
  const [entering, ...others] = edges.filter(({ to }) => isFrom(to));
  if (entering === undefined || others.length > 0) return null;
  const staying = (at: number) => edges.slice(0, at).filter(({ from, to }) => !isFrom(from) && !isFrom(to));
  const bridges = edges.flatMap((edge, at) =>
    isFrom(edge.from) ? [{ edge: { from: entering.from, to: edge.to }, index: staying(at).length }] : [],
  );
  return removeLayerFix(
    scope,
    id,
    bridges.map(({ edge, index }, added) => ({ edge, index: index + added })),
  );
}

function leadPastFix(context: CheckContext, { incoming }: WiredNode, leaving: IncomingWire): Fix | null {
  const entering = incoming[0]?.edge.origin;
  const { scope, edge } = leaving.edge.origin;
  const index = placeOfEdge(repairContextOf(context), leaving.edge.origin);
  if (entering === undefined || entering.scope !== scope || index === -1) return null;
  return rewireFix(scope, edge, index, { from: entering.edge.from, to: edge.to });
}

/** Repairs that bring the scores of an output to a count: the layer that decides it, or else a dense layer in front. */
export function scoreCountFixes(
  context: CheckContext,
  { output, wire, scores }: ScoredOutput,
  count: number,
): readonly (Fix | null)[] {
  const repairs = repairContextOf(context);
  const chain = chainBefore(wire);
  const change = findSizeChange(repairs, chain, [count]);
  const isSizable = change !== null && isOnlyUse(context, change.node);
  const resize = isSizable ? [setSizeFix(context, change.node, change.parameter, count)] : [];
  // After an activation are features, not scores: they want a layer that makes scores of them.
  const downstream = isSizable ? chain.slice(chain.indexOf(change.node) + 1) : [];
  const areFeatures = downstream.some(({ layer }) => layer?.category === 'activation');
  if (isSizable && !areFeatures) return resize;
  if (!isOnlyUse(context, output) || scores.shape.length !== 1) return resize;
  const dense = insertOnWire(repairs, wire.edge.origin, { type: 'dense', parameters: { units: count } });
  if (dense === null) return resize;
  const values = { units: count, from: wire.edge.origin.edge.from };
  return [{ code: 'insert-dense-projection', values, edits: dense.edits }, ...resize];
}

/** Sets a size where the document has it: at the node, or at the parameter of the network that the node names. */
function setSizeFix({ document }: CheckContext, { node }: WiredNode, parameter: string, value: number): Fix {
  const { scope, id } = node.origin;
  const spec = scopeContent(document, scope)?.nodes.find((candidate) => candidate.id === id);
  const name = scope === null ? nameIn(spec, parameter) : null;
  if (name === null || !document.parameters.some((own) => own.name === name)) {
    // The layer that decides the count is before the output that the problem is about: the repair names it.
    return { ...setParameterFix(scope, id, parameter, value), code: 'match-filters' };
  }
  const parameters = document.parameters.map((own) => (own.name === name ? { ...own, default: value } : own));
  return {
    code: 'set-parameter',
    values: { node: '', parameter: name, value },
    edits: [{ kind: 'set-scope-parameters', scope: null, parameters }],
  };
}

/** `classes` of an expression `=classes`; null for anything else. */
function nameIn(spec: NodeSpec | undefined, parameter: string): string | null {
  const written = spec?.parameters?.[parameter];
  return typeof written === 'string' ? (/^=\s*([A-Za-z_]\w*)\s*$/.exec(written)?.[1] ?? null) : null;
}

/** Values that several checks put into their words. */
export function valuesOf({ output, scores, loss }: ScoredOutput, classes: number): Diagnostic['values'] {
  return { node: output.node.origin.id, scores: loss.targetCount(scores), classes };
}
