/** Makes weights of the labels that are trained on, which come a few examples at a time. */
export interface ClassBalance {
  /** @param labels of some examples, as they are stored, one after the other */
  add(labels: ArrayLike<number>): void;
  /** A factor for each class. */
  weights(): number[];
}

/**
 * Weights with which all classes count the same in sum, `n / (k n_c)` of n labels and the k classes that occur (scikit-learn's
 * `class_weight="balanced"`): their mean over the labels is 1. A class without a label has the weight 0: nothing is multiplied by it.
 *
 * @param counts labels of each class
 */
export function balancedClassWeights(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const occurring = counts.filter((count) => count > 0).length;
  return counts.map((count) => (count === 0 ? 0 : total / (occurring * count)));
}

/**
 * For each class the factor of its positives with which they count as much in sum as its negatives, `(n - n_c) / n_c`: the `pos_weight` that
 * PyTorch's documentation of `BCEWithLogitsLoss` recommends. 1 where a class always or never occurs: there is nothing to balance.
 *
 * @param counts examples of each class
 * @param examples how many there are
 */
export function positiveClassWeights(counts: readonly number[], examples: number): number[] {
  return counts.map((count) => (count === 0 || count === examples ? 1 : (examples - count) / count));
}

/** Where each label is the index of a class. */
export function balanceOfIndices(classes: number): ClassBalance {
  const counts = new Array<number>(classes).fill(0);
  return {
    add(labels) {
      for (let at = 0; at < labels.length; at += 1) {
        const label = labels[at] ?? 0;
        const count = counts[label];
        // What is beyond the classes does not count: pixels that are ignored.
        if (count !== undefined) counts[label] = count + 1;
      }
    },
    weights: () => balancedClassWeights(counts),
  };
}

/** Where each example has a 0 or 1 for each class. */
export function balanceOfPositives(classes: number): ClassBalance {
  const counts = new Array<number>(classes).fill(0);
  let examples = 0;
  return {
    add(labels) {
      examples += labels.length / classes;
      for (let at = 0; at < labels.length; at += 1) {
        if (labels[at] === 1) counts[at % classes] = (counts[at % classes] ?? 0) + 1;
      }
    },
    weights: () => positiveClassWeights(counts, examples),
  };
}
