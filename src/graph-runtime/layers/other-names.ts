import type { ParameterValue } from '../document/document';
import type { LayerDefinition } from './layer';
import { plainName } from './plain-name';
import { layers } from './registry';

/** The layer that other libraries know by a name of theirs, if it is the same layer and not one that only looks alike. */
export function layerOfOtherName(name: string): LayerDefinition | undefined {
  return byName.get(plainName(name));
}

const byName: ReadonlyMap<string, LayerDefinition> = new Map(
  layers.flatMap((layer) =>
    [layer.type, ...(layer.otherNames?.types ?? [])].map((name) => [plainName(name), layer] as const),
  ),
);

/** A parameter under its name here; null when it is not set here but follows from what is wired to the layer. */
export function parameterOfOtherName(
  known: readonly string[],
  otherNames: LayerDefinition['otherNames'],
  name: string,
): string | null | undefined {
  const wanted = plainName(name);
  const same = known.find((candidate) => plainName(candidate) === wanted);
  if (same !== undefined) return same;
  const entry = Object.entries(otherNames?.parameters ?? {}).find(([other]) => plainName(other) === wanted);
  return entry?.[1];
}

/** A parameter of a layer under another library's names, as it is written here. */
export interface TranslatedParameter {
  readonly from: string;
  /** Null: it is left out. */
  readonly to: string | null;
  readonly value: ParameterValue;
}

/** What changes in the parameters of a node when its type becomes `layer.type`; unknown names stay unchanged. */
export function translateParameters(
  layer: LayerDefinition,
  type: string,
  given: Readonly<Record<string, ParameterValue>>,
): TranslatedParameter[] {
  const known = Object.keys(layer.parameters);
  const implied = Object.entries(layer.otherNames?.implied?.[plainName(type)] ?? {})
    .filter(([name]) => !Object.hasOwn(given, name))
    .map(([name, value]): TranslatedParameter => ({ from: name, to: name, value }));
  const translated = Object.entries(given).flatMap(([from, value]): TranslatedParameter[] => {
    const to = parameterOfOtherName(known, layer.otherNames, from);
    if (to === undefined) return [];
    if (to === null) return [{ from, to, value }];
    const isTaken = to !== from && Object.hasOwn(given, to);
    const converted = layer.otherNames?.convert?.(plainName(type), to, value) ?? value;
    return isTaken || (to === from && converted === value) ? [] : [{ from, to, value: converted }];
  });
  return [...implied, ...translated];
}
