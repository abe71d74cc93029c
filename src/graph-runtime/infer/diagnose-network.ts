import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { removeNodeFix, setParameterFix, unmuteFix } from '../diagnostics/fixes';
import { scopeContent } from '../document/apply-edits';
import type { NetloomDocument, Scope } from '../document/document';
import type { NodeAnalysis } from './analysis';
import { addInputFix, addOutputFix } from './repairs/add-ends';
import type { RepairContext } from './repairs/repair-context';
import type { WiredNode } from './wiring';

/**
 * What is wrong with a network as a whole: where it begins and ends, what is minimised, what is learned, and what is not used.
 * `known` are the diagnostics so far; what only follows from them is not said.
 */
export function diagnoseNetwork(
  context: RepairContext,
  known: readonly Diagnostic[],
  broken: ReadonlySet<string>,
): Diagnostic[] {
  const { nodes } = context.wiring;
  const inputs = nodes.filter(({ layer }) => layer?.inputs.length === 0);
  const outputs = nodes.filter(({ layer }) => layer?.loss !== undefined);
  const muted = mutedNodes(context.document);
  if (muted.length > 0 && outputs.every((output) => isAuxiliary(output))) return [outputMuted(muted)];
  const diagnostics = [
    ...diagnoseInputs(context, inputs),
    // What an output with a mistake was meant to be is not known.
    ...(outputs.some(({ node }) => broken.has(node.path)) ? [] : diagnoseOutputs(context, outputs)),
    ...diagnoseUnused(context),
  ];
  const isFree = [...known, ...diagnostics].every(({ severity }) => severity !== 'error');
  if (isFree && !hasTrainableWeights(context.nodes)) diagnostics.push(problem('nothing-to-train', ''));
  return diagnostics;
}

function problem(
  code: string,
  path: string,
  fixes: readonly Fix[] = [],
  values: Diagnostic['values'] = {},
): Diagnostic {
  return { code, severity: 'error', path, values, fixes };
}

function diagnoseInputs(context: RepairContext, inputs: readonly WiredNode[]): Diagnostic[] {
  if (inputs.length === 0) return [problem('no-input', '', addInputFix(context))];
  const [first, ...others] = inputs;
  return others.map(({ node }) =>
    problem('several-inputs', node.path, [removeNodeFix(node.origin.scope, node.origin.id)], {
      node: node.origin.id,
      other: first?.node.path ?? '',
    }),
  );
}

function diagnoseOutputs(context: RepairContext, outputs: readonly WiredNode[]): Diagnostic[] {
  const main = outputs.filter((output) => !isAuxiliary(output));
  const [first, ...others] = main;
  if (first === undefined) {
    return outputs.length === 0
      ? [problem('no-output', '', addOutputFix(context))]
      : [problem('no-main-output', outputs[0]?.node.path ?? '', makeMain(outputs))];
  }
  const diagnostics = others.map(({ node }) => {
    const { scope, id } = node.origin;
    const fixes = [setParameterFix(scope, id, 'auxiliary', true), removeNodeFix(scope, id)];
    return problem('several-outputs', node.path, fixes, { node: id, other: first.node.path });
  });
  const isMinimised = outputs.some(({ layer, node }) => (layer?.loss?.weight(node.parameters) ?? 0) > 0);
  if (isMinimised) return diagnostics;
  const { scope, id } = first.node.origin;
  const fixes = [setParameterFix(scope, id, 'lossWeight', 1)];
  return [
    ...diagnostics,
    { ...problem('no-loss', first.node.path, fixes, { node: id }), parameter: 'lossWeight' },
  ];
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
      muted === true ? [{ scope, id }] : [],
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
function diagnoseUnused({ wiring, nodes }: RepairContext): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { node, layer, outgoing } of wiring.nodes) {
    if (outgoing.length > 0 || layer === undefined || layer.outputs.length === 0) continue;
    if (nodes.get(node.path)?.outputs === null) continue;
    const fixes = [removeNodeFix(node.origin.scope, node.origin.id)];
    const values = { node: node.origin.id };
    diagnostics.push({ ...problem('result-unused', node.path, fixes, values), severity: 'warning' });
  }
  return diagnostics;
}

function hasTrainableWeights(nodes: ReadonlyMap<string, NodeAnalysis>): boolean {
  for (const { cost } of nodes.values()) if (cost.trainableParameters > 0) return true;
  return false;
}
