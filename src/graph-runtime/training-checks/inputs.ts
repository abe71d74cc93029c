import type { FlatNode } from '../blocks/flat-graph';
import { takesNumbers } from '../layers/example-input';
import type { CheckContext } from './check';

/** The nodes through which examples enter, with their shapes as far as they are known. */
export function dataInputs(context: CheckContext): readonly InputOfData[] {
  return allInputs(context).filter(({ node }) => !takesNumbers(node.parameters));
}

/** The nodes through which the numbers beside the examples enter. */
export function numberInputs(context: CheckContext): readonly InputOfData[] {
  return allInputs(context).filter(({ node }) => takesNumbers(node.parameters));
}

interface InputOfData {
  readonly node: FlatNode;
  readonly shape: readonly number[];
}

function allInputs({ wiring, analysis }: CheckContext): readonly InputOfData[] {
  return wiring.nodes.flatMap(({ node, layer }) => {
    if (layer === undefined || layer.inputs.length > 0) return [];
    const shape = analysis.nodes.get(node.path)?.outputs?.[0]?.shape;
    return shape === undefined ? [] : [{ node, shape }];
  });
}
