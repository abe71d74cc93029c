import type { Value } from '../ops/op-graph';

/** One way to call a graph: what is fed, by name, and what comes back, by name. One native call runs it. */
export interface Signature<Inputs extends string = string, Outputs extends string = string> {
  /** Placeholders. */
  readonly inputs: Readonly<Record<Inputs, Value>>;
  readonly outputs: Readonly<Record<Outputs, Value>>;
}
