import type { OnnxBuilder, OnnxInput } from './form';
import { channelAxis } from './layout';

/** What turns scores into probabilities, by the loss that the network was trained with; absent: they are none. */
const forms: Readonly<Record<string, (builder: OnnxBuilder, scores: OnnxInput) => OnnxInput>> = {
  crossEntropy: (builder, { name, shape }) => ({
    name: builder.node('Softmax', [name], { axis: channelAxis(shape) }),
    shape,
  }),
  binaryCrossEntropy(builder, { name, shape }) {
    const probabilities = builder.node('Sigmoid', [name]);
    const [scores] = shape;
    if (shape.length !== 1 || scores !== 1) return { name: probabilities, shape };
    // One score stands for two classes: how likely is the second?
    const others = builder.node('Sub', [builder.floats([1]), probabilities]);
    return { name: builder.node('Concat', [others, probabilities], { axis: 1 }), shape: [2] };
  },
};

/** The probabilities that a loss reads from scores; null where it reads none. */
export function probabilitiesOf(loss: string, builder: OnnxBuilder, scores: OnnxInput): OnnxInput | null {
  return Object.hasOwn(forms, loss) ? (forms[loss]?.(builder, scores) ?? null) : null;
}
