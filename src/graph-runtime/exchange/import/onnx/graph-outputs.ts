import { lossOfActivation } from '../network/output-losses';
import type { ImportState } from './import-state';
import { OnnxOperation } from './operation';
import type { OnnxSourceGraph, OnnxSourceNode } from './source-model';
import { type Activation, type OnnxValue, usualAxes } from './values';

/** Ends the network: each output of the graph becomes a main output here. */
export function addOutputs(
  graph: OnnxSourceGraph,
  values: ReadonlyMap<string, OnnxValue>,
  state: ImportState,
): void {
  const ended = new Set<unknown>();
  for (const { name } of graph.outputs) {
    const value = values.get(name);
    if (value?.kind !== 'activation') continue;
    const node = pseudoNode(name);
    const operation = new OnnxOperation(node, [value], state);
    const activation = value.isOpaque === true ? null : lossOfActivation(value.node.type);
    const [before] = value.node.inputs;
    const isEnd = activation !== null && activation !== undefined && before !== undefined;
    // Probabilities of scores that come out as well say nothing new.
    if (isEnd && ended.has(before)) {
      state.folded({ ...node, operator: 'Output' }, 'output');
      state.builder.removeUnread(value.node);
      continue;
    }
    const isStripped = isEnd && (state.uses.get(name) ?? 0) <= 1 && !value.isShared;
    const scores: Activation = isStripped ? { ...value, node: before } : value;
    if (isStripped) state.folded({ ...node, operator: value.node.type }, 'output');
    const end = scores.isOpaque === true ? scores : asScores(operation, scores);
    ended.add(scores.node);
    const loss = isStripped ? activation : usualLoss(end);
    state.builder.add('output', {
      name: ended.size > 1 ? name : 'output',
      inputs: [end.node],
      parameters: { ...(loss !== undefined && { loss }) },
    });
    if (isStripped) state.builder.removeUnread(value.node);
  }
}

function pseudoNode(name: string): OnnxSourceNode {
  return {
    ...{ name, operator: 'Output', domain: '', inputs: [name], outputs: [name], attributes: new Map() },
  };
}

/** Scores of classes as a vector, also where each lies in an image of one pixel. */
function asScores(operation: OnnxOperation, scores: Activation): Activation {
  const [height = 1, width = 1] = scores.node.shape;
  if (scores.node.shape.length === 3 && height * width === 1) return operation.helper('flatten', scores);
  return operation.arranged(scores, usualAxes(scores.axes.length));
}

/** Of a vector, the network's own; an image is compared value by value. */
function usualLoss({ node }: Activation): string | undefined {
  return node.shape.length === 1 ? undefined : 'meanSquaredError';
}
