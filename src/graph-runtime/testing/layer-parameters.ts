import { checkValue } from '../blocks/parameter-kinds';
import type { LayerDefinition } from '../layers/layer';
import type { ResolvedParameter, ResolvedParameters } from '../layers/parameter';

/** Parameters that a test sets; the others keep their defaults. */
export type GivenParameters = Readonly<Record<string, ResolvedParameter>>;

/** The parameters of a layer in normal form. Throws when one is not accepted, or not known. */
export function parametersOf(layer: LayerDefinition, given: GivenParameters = {}): ResolvedParameters {
  const unknown = Object.keys(given).filter((name) => !(name in layer.parameters));
  if (unknown.length > 0) throw new Error(`${layer.type} has no parameter ${unknown.join(', ')}`);
  return Object.fromEntries(
    Object.entries(layer.parameters).map(([name, description]) => {
      const reading = checkValue(description, given[name] ?? description.default);
      if (!reading.ok) throw new Error(`${layer.type}.${name}: ${JSON.stringify(reading.diagnostic)}`);
      return [name, reading.value];
    }),
  );
}
