import type { FlatNode } from '../blocks/flat-graph';
import type { CheckContext } from './check';

/** The nodes through which examples enter, with their shapes as far as they are known. */
export function dataInputs({
  wiring,
  analysis,
}: CheckContext): readonly { readonly node: FlatNode; readonly shape: readonly number[] }[] {
  return wiring.nodes.flatMap(({ node, layer }) => {
    if (layer === undefined || layer.inputs.length > 0) return [];
    const shape = analysis.nodes.get(node.path)?.outputs?.[0]?.shape;
    return shape === undefined ? [] : [{ node, shape }];
  });
}
