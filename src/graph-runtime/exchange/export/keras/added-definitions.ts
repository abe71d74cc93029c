/** Functions that a source needs where Keras has no layer; each makes the calls of its form. `{sep}` separates parts of names. */
const HELPERS = {
  local_response_normalization: `def local_response_normalization(x, size, alpha, beta, bias, name):
    """x / (bias + alpha / size * the squares of \`size\` neighboring channels) ** beta."""
    height, width, channels = x.shape[1:]
    beside = (size - 1) // 2
    squares = layers.Multiply(name=f"{name}{sep}squares")([x, x])
    squares = layers.Reshape((height * width, channels, 1), name=f"{name}{sep}rows")(squares)
    squares = layers.ZeroPadding2D(((0, 0), (beside, beside)), name=f"{name}{sep}pad")(squares)
    mean = layers.AveragePooling2D((1, size), strides=1, name=f"{name}{sep}mean")(squares)
    mean = layers.Reshape((height, width, channels), name=f"{name}{sep}map")(mean)
    scale = ops.power(layers.Rescaling(alpha, offset=bias, name=f"{name}{sep}scale")(mean), -beta)
    return layers.Multiply(name=name)([x, scale])`,
  subtract_all: `def subtract_all(x, *others, name):
    """The first without all others."""
    total = layers.Add(name=f"{name}{sep}sum")(list(others))
    return layers.Subtract(name=name)([x, total])`,
} as const;

export const HELPER_NAMES: readonly string[] = Object.keys(HELPERS);

/** The functions that a source calls, in a fixed order. */
export function helpersIn(source: string, separator: string): readonly string[] {
  return Object.entries(HELPERS)
    .filter(([name]) => new RegExp(`\\b${name}\\(`).test(source))
    .map(([, text]) => text.replaceAll('{sep}', separator));
}
