import type { LayerCategory, LayerDefinition, OtherNames } from './layer';
import type { ResolvedParameters } from './parameter';
import { SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';

/** What every layer of a family says of itself. */
export interface FamilyRule<P extends ResolvedParameters>
  extends Pick<LayerDefinition<P>, 'type' | 'label' | 'summary' | 'reference'> {
  /** In addition to what other libraries call the parameters that the family shares. */
  readonly otherNames: OtherNames;
}

/** A family of layers that take one tensor and output one. */
interface LayerFamily {
  readonly category: LayerCategory;
  /** Other libraries' names of the parameters that the family shares. */
  readonly parameterNames: NonNullable<OtherNames['parameters']>;
}

/** The part of a layer's definition that follows from its family. */
export function ofFamily<P extends ResolvedParameters>(
  { category, parameterNames }: LayerFamily,
  { type, label, summary, reference, otherNames }: FamilyRule<P>,
) {
  return {
    ...{ type, version: 1, label, category, summary, reference },
    otherNames: { ...otherNames, parameters: { ...parameterNames, ...otherNames.parameters } },
    inputs: SINGLE_INPUT,
    outputs: SINGLE_OUTPUT,
  };
}
