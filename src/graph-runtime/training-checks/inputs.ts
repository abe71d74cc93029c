import type { FlatNode } from '../blocks/flat-graph';
import { takesNumbers, takesSecond } from '../layers/example-input';
import type { CheckContext } from './check';

/**
 * The nodes through which examples enter, with their shapes as far as they are known. Of several that take the same, the first: that there are others is
 * a problem by itself, and what those are to take is not known.
 */
export function dataInputs(context: CheckContext): readonly InputOfData[] {
  const isBeside = ({ node }: InputOfData) => takesNumbers(node.parameters) || takesSecond(node.parameters);
  const inputs = allInputs(context).filter((input) => !isBeside(input));
  const isFirst = ({ node }: InputOfData) =>
    inputs.find((other) => other.node.parameters.takes === node.parameters.takes)?.node === node;
  return inputs.filter(isFirst);
}

/** The nodes through which the numbers beside the examples enter. */
export function numberInputs(context: CheckContext): readonly InputOfData[] {
  return allInputs(context).filter(({ node }) => takesNumbers(node.parameters));
}

/** The nodes through which second images of the examples enter. */
export function secondInputs(context: CheckContext): readonly InputOfData[] {
  return allInputs(context).filter(({ node }) => takesSecond(node.parameters));
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
