import type { OnnxAttributes, OnnxForm } from './form';

/** A layer that is one operator with fixed attributes, from one value to one of the same dimensions. */
export function oneOperator(type: string, operator: string, attributes: OnnxAttributes = {}): OnnxForm {
  return {
    type,
    write: (builder, _parameters, [input]) => builder.node(operator, [nameOf(input)], attributes),
  };
}

/** The name of an input that the analysis has made sure of. */
export function nameOf(input: { readonly name: string } | undefined): string {
  if (input === undefined) throw new Error('nothing enters the layer');
  return input.name;
}

/** An input that the analysis has made sure of. */
export function existing<T>(input: T | undefined): T {
  if (input === undefined) throw new Error('nothing enters the layer');
  return input;
}
