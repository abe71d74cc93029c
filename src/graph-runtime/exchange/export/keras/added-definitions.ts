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
  class_token: `def class_token(x, features, name):
    """A learned vector in front of the others: the only row of a table, looked up once for all examples."""
    zeros = ops.zeros_like(x[:, 0:1])
    index = ops.max(ops.sum(zeros, axis=2), axis=0, keepdims=True)
    token = layers.Embedding(1, features, name=name)(index)
    tokens = layers.Add(name=f"{name}{sep}tokens")([zeros, token])
    return layers.Concatenate(axis=1, name=f"{name}{sep}sequence")([tokens, x])`,
  position_embedding: `def position_embedding(x, positions, features, name):
    """A learned vector for each position: the rows of a table, looked up by 0, 1, 2, ... once for all examples."""
    one = ops.max(x, axis=0, keepdims=True)
    numbers = ops.cumsum(ops.ones_like(ops.sum(one, axis=2)), axis=1)
    index = layers.Rescaling(1, offset=-1, name=f"{name}{sep}index")(numbers)
    table = layers.Embedding(positions, features, name=name)(index)
    return layers.Add(name=f"{name}{sep}sum_of_both")([x, table])`,
  sampled_code: `def sampled_code(mean, log_variance, name):
    """The code of a variational autoencoder: drawn in training, its mean otherwise."""
    noise = layers.GaussianNoise(1, name=f"{name}{sep}noise")(ops.zeros_like(mean))
    half = layers.Rescaling(0.5, name=f"{name}{sep}half")(log_variance)
    spread = layers.Multiply(name=f"{name}{sep}spread")([ops.exp(half), noise])
    return layers.Add(name=name)([mean, spread])`,
  cosine_similarity: `def cosine_similarity(a, b, name):
    """The dot product of two vectors by their lengths."""
    dot = ops.sum(layers.Multiply(name=f"{name}{sep}products")([a, b]), axis=-1, keepdims=True)
    squares = [ops.sum(ops.square(x), axis=-1, keepdims=True) for x in (a, b)]
    lengths = [ops.sqrt(ops.maximum(x, 1e-16)) for x in squares]
    scale = ops.power(layers.Multiply(name=f"{name}{sep}lengths")(lengths), -1)
    return layers.Multiply(name=name)([dot, scale])`,
  cosine_distance: `def cosine_distance(a, b, name):
    """One without the cosine of the angle between two vectors."""
    dot = ops.sum(layers.Multiply(name=f"{name}{sep}products")([a, b]), axis=-1, keepdims=True)
    squares = [ops.sum(ops.square(x), axis=-1, keepdims=True) for x in (a, b)]
    lengths = [ops.sqrt(ops.maximum(x, 1e-16)) for x in squares]
    scale = ops.power(layers.Multiply(name=f"{name}{sep}lengths")(lengths), -1)
    similarity = layers.Multiply(name=f"{name}{sep}similarity")([dot, scale])
    return layers.Rescaling(-1, offset=1, name=name)(similarity)`,
  max_unpooling: `def max_unpooling(x, before, height, width, name):
    """Each value where the first of the largest values of its window was before the pooling, zeros around it."""
    rows, columns, channels = x.shape[1:]
    windows = layers.Reshape((rows, height, columns, width, channels), name=f"{name}{sep}windows")(before)
    windows = layers.Permute((1, 3, 5, 2, 4), name=f"{name}{sep}sorted")(windows)
    cells = layers.Reshape((rows, columns, channels, height * width), name=f"{name}{sep}cells")(windows)
    below = layers.Subtract(name=f"{name}{sep}below")([cells, ops.max(cells, axis=4, keepdims=True)])
    equal = layers.Rescaling(1, offset=1, name=f"{name}{sep}equal")(ops.sign(below))
    order = layers.Rescaling(-1, offset=2, name=f"{name}{sep}order")(ops.cumsum(equal, axis=4))
    order = layers.ReLU(name=f"{name}{sep}not_later")(order)
    first = layers.Multiply(name=f"{name}{sep}first")([equal, order])
    values = layers.Reshape((rows, columns, channels, 1), name=f"{name}{sep}values")(x)
    placed = layers.Multiply(name=f"{name}{sep}placed")([first, values])
    unfolded = layers.Reshape((rows, columns, channels, height, width), name=f"{name}{sep}unfolded")(placed)
    unfolded = layers.Permute((1, 4, 2, 5, 3), name=f"{name}{sep}in_rows")(unfolded)
    return layers.Reshape((rows * height, columns * width, channels), name=name)(unfolded)`,
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
