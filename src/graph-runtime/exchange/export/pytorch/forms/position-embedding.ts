import { firstShape } from '../../../../layers/shape-rules';
import { module, type PytorchForm } from '../form';

/** A class that is written into the model. */
export const positionEmbedding: PytorchForm = {
  type: 'positionEmbedding',
  write(_parameters, inputs) {
    const [positions = 1, features = 1] = firstShape(inputs);
    const weights = [{ weight: 'positions', attribute: 'positions' }];
    return [module('PositionEmbedding', { positions, features }, {}, weights)];
  },
};
