import type { ModelPlan } from '../plan/class-plan';

/** A name for a layer by where it is: `stage1_residual2_conv1`; layers that share weights have one. */
export interface LayerNames {
  readonly separator: string;
  nameOf(path: string): string;
}

/** The names that the source gives its layers; Keras wants them all different, and without `/`. */
export function layerNames({ places }: Pick<ModelPlan, 'places'>): LayerNames {
  // Layers that share weights have the same place.
  const all = [...new Map([...places.values()].map((place) => [place.join('/'), place])).values()];
  const isUnique = (separator: string) =>
    new Set(all.map((place) => place.join(separator))).size === all.length;
  let separator = '_';
  while (!isUnique(separator)) separator += '_';
  return {
    separator,
    nameOf(path) {
      const place = places.get(path);
      if (place === undefined) throw new Error(`${path} has no place in the source`);
      return place.join(separator);
    },
  };
}
