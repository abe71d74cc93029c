/** Where a network's weights come from. Large networks have more than memory would hold twice: they are read one at a time. */
export interface TensorValues {
  /**
   * The values of a weight by its name, `stage3/residual2/conv1/kernel`, float32, channels last.
   *
   * @throws the system's error, or when there is no such weight
   */
  read(name: string): Promise<Float32Array>;
}

/** Weights that are in memory. */
export function valuesOf(weights: ReadonlyMap<string, Float32Array>): TensorValues {
  return {
    async read(name) {
      const values = weights.get(name);
      if (values === undefined) throw new Error(`there is no weight ${name}`);
      return values;
    },
  };
}
