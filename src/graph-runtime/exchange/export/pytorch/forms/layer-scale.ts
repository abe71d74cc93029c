import { firstShape } from '../../../../layers/shape-rules';
import { module, type PytorchForm } from '../form';

/** A class that is written into the model. */
export const layerScale: PytorchForm<{ readonly initial: number }> = {
  type: 'layerScale',
  write: ({ initial }, inputs) => [
    module('LayerScale', { channels: firstShape(inputs).at(-1) ?? 1 }, { initial: [initial] }, [
      { weight: 'gamma', attribute: 'gamma' },
    ]),
  ],
};
