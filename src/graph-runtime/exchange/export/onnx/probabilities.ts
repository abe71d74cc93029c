import type { ScoreTurn } from '../outputs';
import type { OnnxBuilder, OnnxInput } from './form';
import { channelAxis } from './layout';

/** What turns scores into probabilities. */
const forms: Readonly<Record<ScoreTurn, (builder: OnnxBuilder, scores: OnnxInput) => OnnxInput>> = {
  softmax: (builder, { name, shape }) => ({
    name: builder.node('Softmax', [name], { axis: channelAxis(shape) }),
    shape,
  }),
  sigmoid: (builder, { name, shape }) => ({ name: builder.node('Sigmoid', [name]), shape }),
  sigmoidOfTwo(builder, { name }) {
    const probabilities = builder.node('Sigmoid', [name]);
    const others = builder.node('Sub', [builder.floats([1]), probabilities]);
    return { name: builder.node('Concat', [others, probabilities], { axis: 1 }), shape: [2] };
  },
};

/** The probabilities that scores stand for. */
export function probabilitiesOf(turn: ScoreTurn, builder: OnnxBuilder, scores: OnnxInput): OnnxInput {
  return forms[turn](builder, scores);
}
