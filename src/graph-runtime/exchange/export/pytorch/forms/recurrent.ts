import { positionsOf } from '../../../../layers/positions';
import { module, type PytorchForm } from '../form';

/** Classes that are written into the model: PyTorch's own return their states, too, and have other biases. */
function recurrent(
  type: string,
  callee: string,
): PytorchForm<{ readonly units: number; readonly returnSequences: boolean }> {
  return {
    type,
    write({ units, returnSequences }, inputs) {
      const features = positionsOf(inputs[0])[1];
      return [
        module(callee, { features, units }, { sequences: [returnSequences, false] }, [
          { weight: 'kernel', attribute: 'weight', permutation: [1, 0] },
          { weight: 'recurrentKernel', attribute: 'recurrent', permutation: [1, 0] },
          { weight: 'bias', attribute: 'bias' },
        ]),
      ];
    },
  };
}

export const lstm = recurrent('lstm', 'Lstm');
export const gru = recurrent('gru', 'Gru');
