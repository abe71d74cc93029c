/**
 * Weights with which all classes count the same in sum, `n / (k n_c)` of n labels and the k classes that occur (scikit-learn's
 * `class_weight="balanced"`): their mean over the labels is 1. A class without a label has the weight 0: nothing is multiplied by it.
 *
 * @param labels those of the examples that are trained on
 * @param classes how many there are
 */
export function balancedClassWeights(labels: Iterable<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  let total = 0;
  for (const label of labels) {
    counts[label] = (counts[label] ?? 0) + 1;
    total += 1;
  }
  const occurring = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count === 0 ? 0 : total / (occurring * count)));
}
