/** How well a class is found among several at a threshold. */
export interface ThresholdFigures {
  /** Of the examples said to be of the class, the share that is; NaN where none was. */
  readonly precision: number;
  /** Of the examples of the class, the share found; NaN where there are none. */
  readonly recall: number;
  /** 2pr / (p + r) = 2·hits / (said + there); NaN where the class is neither said nor there. */
  readonly f1: number;
  /** Examples of the class. */
  readonly count: number;
}

/**
 * Figures of each class where a class is said to be there from `threshold` on.
 *
 * @param labels `[count, classes]` of 0 and 1
 * @param probabilities of the same shape
 */
export function figuresAt(
  labels: Uint8Array,
  probabilities: Float32Array,
  classes: number,
  threshold: number,
): readonly ThresholdFigures[] {
  const hits = new Float64Array(classes);
  const said = new Float64Array(classes);
  const there = new Float64Array(classes);
  for (let at = 0; at < labels.length; at += 1) {
    const index = at % classes;
    const isThere = labels[at] === 1;
    const isSaid = (probabilities[at] ?? 0) >= threshold;
    if (isThere) there[index] = (there[index] ?? 0) + 1;
    if (isSaid) said[index] = (said[index] ?? 0) + 1;
    if (isThere && isSaid) hits[index] = (hits[index] ?? 0) + 1;
  }
  return Array.from({ length: classes }, (_, index) => {
    const right = hits[index] ?? 0;
    const [all, found] = [there[index] ?? 0, said[index] ?? 0];
    return {
      precision: right / found,
      recall: right / all,
      f1: (2 * right) / (all + found),
      count: all,
    };
  });
}

/** Mean of the F1 of the classes that are there or are said to be; NaN where none is. */
export function meanF1(figures: readonly ThresholdFigures[]): number {
  const known = figures.map(({ f1 }) => f1).filter(Number.isFinite);
  return known.reduce((sum, f1) => sum + f1, 0) / known.length;
}
