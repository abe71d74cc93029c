import type { WiredNode } from '../infer/wiring';
import { formatShape, type TensorType } from '../layers/tensor-type';
import type { CheckContext } from './check';

/** A layer that normalizes values together. */
export interface Normalizer {
  readonly node: WiredNode;
  /** Shape of what comes in, ready to show. */
  readonly input: string;
  /** How many values it normalizes together. */
  readonly count: number;
}

/** All layers that normalize, for this number of examples computed at a time. */
export function normalizers({ wiring, analysis }: CheckContext, batchSize: number): readonly Normalizer[] {
  return wiring.nodes.flatMap((node) => {
    const count = node.layer?.normalizedCount;
    const known = analysis.nodes.get(node.node.path);
    if (count === undefined || known === undefined || known.outputs === null || isByRunningStatistics(node))
      return [];
    const inputs = known.inputs.filter((type): type is TensorType => type !== null);
    const [first] = inputs;
    if (first === undefined) return [];
    const input = formatShape(first.shape);
    return [{ node, input, count: count(node.node.parameters, inputs, batchSize) }];
  });
}

/** Layers whose statistics are those of the examples computed together. */
export function batchNormalizers(context: CheckContext): readonly WiredNode[] {
  const single = normalizers(context, 1);
  const double = normalizers(context, 2);
  return double.filter(({ count }, at) => count !== single[at]?.count).map(({ node }) => node);
}

/** A frozen layer with running statistics normalizes by these, and no values together. */
function isByRunningStatistics({ node, layer }: WiredNode): boolean {
  return node.learning?.isFrozen === true && layer?.statisticsMomentum !== undefined;
}
