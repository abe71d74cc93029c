import { type EmbeddingParameters, lookedUpShape } from '../../../../layers/embedding';
import type { OnnxForm } from '../form';
import { existing } from '../one-operator';

/** `Gather` of the rows whose numbers are computed before. */
export const embedding: OnnxForm<EmbeddingParameters> = {
  type: 'embedding',
  write(builder, { vocabulary, scale }, [input]) {
    const { name, shape } = existing(input);
    const isImage = shape.length === 3;
    const isOneChannel = lookedUpShape(shape).length < shape.length;
    const axis = builder.integers([isImage ? 1 : shape.length]);
    const places = isOneChannel ? builder.node('Squeeze', [name, axis]) : name;
    const scaled = builder.node('Mul', [places, builder.floats([scale], [])]);
    const rounded = builder.node('Floor', [builder.node('Add', [scaled, builder.floats([0.5], [])])]);
    const limits = [0, vocabulary - 1].map((limit) => builder.floats([limit], []));
    const indices = builder.node('Cast', [builder.node('Clip', [rounded, ...limits])], { to: INT64 });
    const rows = builder.node('Gather', [builder.weight('embeddings'), indices], { axis: 0 });
    return isImage ? builder.node('Transpose', [rows], { perm: [0, 3, 1, 2] }) : rows;
  },
};

/** ONNX's number for the type. */
const INT64 = 7;
