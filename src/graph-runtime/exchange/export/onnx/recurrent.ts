import type { OnnxBuilder, OnnxForm, OnnxInput } from './form';
import { existing } from './one-operator';

type Recurrent = OnnxForm<{ readonly units: number; readonly returnSequences: boolean }>;

/** What is special about one operator. */
interface RecurrentOperator {
  readonly type: string;
  readonly operator: string;
  /** Of each gate in ONNX, which it is here. */
  readonly order: readonly number[];
  readonly attributes?: Readonly<Record<string, number>>;
  /** `[1, 2 · gates · units]`: of the input, then of the state. */
  bias(builder: OnnxBuilder, units: number): string;
}

/** `LSTM` or `GRU`: positions first, gates in ONNX's order. */
export function recurrent({ type, operator, order, attributes = {}, bias }: RecurrentOperator): Recurrent {
  const inOrder = (builder: OnnxBuilder, weight: string, columns: number, units: number) => {
    const gates = builder.weight(weight, { permutation: [1, 0], dims: [order.length, units, columns] });
    const sorted = builder.node('Gather', [gates, builder.integers(order)], { axis: 0 });
    return builder.node('Reshape', [sorted, builder.integers([1, order.length * units, columns])]);
  };
  return {
    type,
    write(builder, { units, returnSequences }, [input]) {
      const { name, shape }: OnnxInput = existing(input);
      const [positions = 1, features = 1] = shape;
      const sequence = builder.node('Transpose', [name], { perm: [1, 0, 2] });
      const states = builder.node(
        operator,
        [
          sequence,
          inOrder(builder, 'kernel', features, units),
          inOrder(builder, 'recurrentKernel', units, units),
          bias(builder, units),
        ],
        { hidden_size: units, ...attributes },
      );
      if (returnSequences) {
        const all = builder.node('Squeeze', [states, builder.integers([1])]);
        return builder.node('Transpose', [all], { perm: [1, 0, 2] });
      }
      const last = builder.node('Gather', [states, builder.integers([positions - 1])], { axis: 0 });
      return builder.node('Squeeze', [last, builder.integers([0, 1])]);
    },
  };
}
