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

/** How many times as fast machines together have to be for it to be worth their while. */
const WORTHWHILE = 1.2;
const FLOAT_BYTES = 4;
/** Bits. */
export const GIGABIT = 1e9;

/** What a forecast for a group of machines starts from. */
export interface GroupQuestion {
  readonly trainableParameters: number;
  /** Of a whole step on one machine. */
  readonly stepSeconds: number;
  readonly machines: number;
  /** Of each machine, in Gb/s. */
  readonly line: number;
}

export interface GroupForecast extends GroupSpeed {
  /** Which each machine sends and receives. */
  readonly gradientBytes: number;
  readonly isWorthwhile: boolean;
}

/** What to expect of several machines that train a network together. */
export function forecastGroup(asked: GroupQuestion): GroupForecast {
  const { trainableParameters, stepSeconds, machines, line } = asked;
  const gradientBytes = FLOAT_BYTES * trainableParameters;
  const speed = groupSpeed({ stepSeconds, gradientBytes, machines, lineBits: line * GIGABIT });
  return { ...speed, gradientBytes, isWorthwhile: speed.factor >= WORTHWHILE };
}
