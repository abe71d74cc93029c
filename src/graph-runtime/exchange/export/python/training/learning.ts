import type { ExportedLayer, NetworkToExport } from '../../network-to-export';

/** How the weights of a model learn, by the names of the parts that they are in: each name stands for all below it. */
export interface LearningPlaces {
  readonly frozen: readonly string[];
  readonly rateFactors: readonly (readonly [name: string, factor: number])[];
}

/**
 * Parts of a model whose weights do not learn as the others do. The largest parts are named of which all weights learn alike.
 *
 * @param placesOf names of the parts that have weights of a layer: `stage1.conv1`; none where it has no weights
 * @param separator between the names of a part and of what is in it
 */
export function learningPlaces(
  { layers }: Pick<NetworkToExport, 'layers'>,
  placesOf: (layer: ExportedLayer) => readonly string[],
  separator: string,
): LearningPlaces {
  const parts = layers.flatMap((layer) =>
    placesOf(layer).map((name) => [name.split(separator), keyOf(layer)] as const),
  );
  const named = (wanted: string): string[] => {
    const found = new Set<string>();
    for (const [words, key] of parts) {
      if (key !== wanted) continue;
      const name = words
        .map((_, at) => words.slice(0, at + 1))
        .find((prefix) => parts.every(([other, its]) => its === wanted || !isWithin(other, prefix)));
      found.add((name ?? words).join(separator));
    }
    return [...found];
  };
  const factors = new Set(parts.map(([, key]) => key).filter((key) => key !== FROZEN && key !== '1'));
  return {
    frozen: named(FROZEN),
    rateFactors: [...factors].flatMap((key) => named(key).map((name) => [name, Number(key)] as const)),
  };
}

const FROZEN = 'frozen';

function keyOf({ learning }: ExportedLayer): string {
  if (learning === undefined) return '1';
  return learning.isFrozen ? FROZEN : `${learning.rateFactor}`;
}

function isWithin(name: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((word, at) => name[at] === word);
}
