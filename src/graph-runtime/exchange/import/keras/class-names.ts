/** What Keras 3 calls the weights of layers in its files: their class, counted in the order of the model. */
export class ClassNames {
  readonly #counts = new Map<string, number>();

  take(className: string): string {
    const name = snakeCase(className);
    const count = this.#counts.get(name) ?? 0;
    this.#counts.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  }
}

/** `Conv2D` is `conv2d`, `BatchNormalization` is `batch_normalization` (Keras's `to_snake_case`). */
function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
