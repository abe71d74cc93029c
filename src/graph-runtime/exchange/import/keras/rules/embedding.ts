import type { BuiltNode } from '../../network/built-node';
import { CannotMap } from '../../network/network-builder';
import type { KerasLayer, KerasRule } from '../layer';

/** A learned vector for each index. Layers behind it here know no mask. */
export const embedding: KerasRule = {
  classes: ['Embedding'],
  map(layer) {
    if (layer.flag('mask_zero', false)) throw new CannotMap('attributes', 'mask_zero');
    const vocabulary = layer.number('input_dim', 1);
    const { x, scale, replaced } = indicesOf(layer.input, vocabulary);
    layer.context.replaced.push(...replaced);
    const places = withoutChannel(layer, x);
    const weights = layer.weights([['embeddings', 'embeddings']]);
    const parameters = { vocabulary, features: layer.number('output_dim', 1), scale };
    return layer.add('embedding', parameters, weights, [places]);
  },
};

interface Indices {
  readonly x: BuiltNode;
  readonly scale: number;
  /** What rounds it and keeps it within the table, as the layer does here itself. */
  readonly replaced: readonly BuiltNode[];
}

/** What the indices are made of: values that are such, or `⌊scale · x + ½⌋` within the table, as the export writes it. */
function indicesOf(given: BuiltNode, vocabulary: number): Indices {
  const plain = { x: given, scale: 1, replaced: [] };
  const limit = vocabulary - 1;
  const stretched = limit === 6 ? null : rescalingOf(given, limit / 6, 0);
  const clipped = stretched?.inputs[0] ?? given;
  if (clipped.type !== 'relu6' || (stretched === null && limit !== 6)) return plain;
  const [inner] = clipped.inputs;
  const narrowed = inner === undefined || limit === 6 ? null : rescalingOf(inner, 6 / limit, 0);
  const rounded = limit === 6 ? inner : narrowed?.inputs[0];
  const [x] = rounded?.inputs ?? [];
  const { scale, offset } = rounded?.parameters ?? {};
  if (rounded?.type !== 'rescaling' || x === undefined || offset !== 0.5) return plain;
  const chain = [rounded, narrowed, clipped, stretched].filter((node): node is BuiltNode => node !== null);
  return { x, scale: typeof scale === 'number' ? scale : 1, replaced: chain };
}

function rescalingOf(node: BuiltNode, scale: number, offset: number): BuiltNode | null {
  const { parameters, type } = node;
  const isSame = parameters.scale === scale && (parameters.offset ?? 0) === offset;
  return type === 'rescaling' && isSame ? node : null;
}

/** Of a table of indices Keras knows two axes; here an image of one channel has as many places. */
function withoutChannel(layer: KerasLayer, x: BuiltNode): BuiltNode {
  const [rows = 1, columns = 1, ...more] = x.shape;
  if (more.length > 0) throw new CannotMap('axes', `${x.shape.length + 1}`);
  if (x.shape.length === 1) return x;
  const { builder, counts } = layer.context;
  counts.added('reshape');
  const parameters = { targetShape: [rows, columns, 1] };
  return builder.add('reshape', { parameters, inputs: [x], name: `${layer.source.name}_reshape` });
}
