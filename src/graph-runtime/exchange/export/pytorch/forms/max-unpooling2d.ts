import { unpoolingWindow } from '../../../../layers/max-unpooling2d';
import type { PoolingParameters } from '../../../../layers/pooling';
import { pair } from '../../python/value';
import { padTuple } from '../convolution';
import { module, type PytorchForm } from '../form';
import { allSides } from '../pooling';

/** A class around `F.max_unpool2d` that finds the places of the maxima again. */
export const maxUnpooling2d: PytorchForm<PoolingParameters> = {
  type: 'maxUnpooling2d',
  write(parameters, inputs) {
    const { poolSize, strides } = parameters;
    const pad = padTuple(allSides(unpoolingWindow(parameters, inputs)));
    return [module('MaxUnpool2d', { kernel_size: pair(poolSize) }, { stride: [pair(strides)], pad: [pad] })];
  },
};
