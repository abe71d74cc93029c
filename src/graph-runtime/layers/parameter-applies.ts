import type { LayerDefinition } from './layer';
import type { ParameterDescription } from './parameter';

/**
 * Whether a parameter has an effect with the values that a document gives to the others: an initializer's scale has none where the
 * initializer follows from the layer's sizes. Where an expression decides, it may have one.
 *
 * @param given the node's parameters as the document has them
 */
export function applies(
  layer: LayerDefinition,
  { appliesWith }: ParameterDescription,
  given: Readonly<Record<string, unknown>> | undefined,
): boolean {
  if (appliesWith === undefined) return true;
  const value = given?.[appliesWith.parameter] ?? layer.parameters[appliesWith.parameter]?.default;
  return typeof value !== 'string' || value.startsWith('=') || appliesWith.values.includes(value);
}
