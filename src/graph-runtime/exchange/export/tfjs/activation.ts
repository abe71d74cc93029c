import { existing, type TfjsForm } from './form';

/** A layer without weights that is one activation function of TensorFlow.js. */
export function activationForm(type: string, activation: string): TfjsForm {
  return {
    type,
    write: (builder, _parameters, [input]) =>
      builder.layer('Activation', [existing(input).name], { activation }),
  };
}

/** A layer that does nothing but in training. */
export function passingForm(type: string): TfjsForm {
  return { type, write: (_builder, _parameters, [input]) => existing(input).name };
}
