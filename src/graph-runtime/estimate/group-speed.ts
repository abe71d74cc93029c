/** What the speed of machines that train one network together depends on. */
export interface GroupWork {
  /** Of a whole step on one machine; all are taken for equally fast. */
  readonly stepSeconds: number;
  /** Of gradients, which each machine sends and receives. */
  readonly gradientBytes: number;
  readonly machines: number;
  /** What the line of each machine carries each way, in bits a second. */
  readonly lineBits: number;
}

export interface GroupSpeed {
  /** How many times as fast as one machine. */
  readonly factor: number;
  /** Of a step: until the sums of all gradients are there. */
  readonly sumSeconds: number;
}

/** A sum of next to nothing between two processes of one machine: three operations of TensorFlow's (decision 0343). */
const SUM_SECONDS = 0.003;

/**
 * The forecast for a step: its n-th part is computed, then each machine sends and receives the gradients nearly twice, `2 (n - 1) / n` times (a
 * piece to each other machine, then the sums), while nobody computes.
 */
export function groupSpeed({ stepSeconds, gradientBytes, machines, lineBits }: GroupWork): GroupSpeed {
  const sentBytes = (2 * (machines - 1) * gradientBytes) / machines;
  const sumSeconds = SUM_SECONDS + (8 * sentBytes) / lineBits;
  return { factor: stepSeconds / (stepSeconds / machines + sumSeconds), sumSeconds };
}
