/** A network line between machines. */
export interface Line {
  readonly bytesPerSecond: number;
  /** Of one message. */
  readonly latencySeconds: number;
}

/**
 * Seconds in which machines add up a vector that each of them has, by a ring: in 2 (N - 1) rounds each machine sends and receives one N-th of it
 * (Patarasuk and Yuan 2009, "Bandwidth optimal all-reduce algorithms for clusters of workstations").
 */
export function allReduceSeconds(bytes: number, machines: number, line: Line): number {
  const rounds = 2 * (machines - 1);
  return rounds * (bytes / machines / line.bytesPerSecond + line.latencySeconds);
}

/** What a step of data-parallel training is made of. */
export interface ReplicatedStep {
  /** Of a machine, for its own batch: forward, back and update. */
  readonly stepSeconds: number;
  /** Of all gradients. */
  readonly gradientBytes: number;
  readonly machines: number;
  readonly line: Line;
}

/**
 * How many times as many examples machines train on in the same time as one of them, where each keeps the batch it has alone. The gradients are added up
 * when all of them are there, and machines are equally fast: nothing is hidden, and nobody is waited for.
 */
export function replicatedSpeedUp({ stepSeconds, gradientBytes, machines, line }: ReplicatedStep): number {
  return (machines * stepSeconds) / (stepSeconds + allReduceSeconds(gradientBytes, machines, line));
}
