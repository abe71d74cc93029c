import type { OpGraph, Value } from '../ops/op-graph';

/** One way to call a graph: what is fed, by name, and what comes back, by name. One native call runs it. */
export interface Signature {
  /** Placeholders. */
  readonly inputs: Readonly<Record<string, Value>>;
  readonly outputs: Readonly<Record<string, Value>>;
}

/** A graph and the ways to call it. All share the graph's variables, which persist between calls. */
export interface CallableGraph {
  readonly graph: OpGraph;
  readonly signatures: Readonly<Record<string, Signature>>;
}

/** One of a program's signatures. @throws when the program has none of this name */
export function signatureOf({ signatures }: CallableGraph, name: string): Signature {
  const signature = signatures[name];
  if (signature === undefined) throw new Error(`the program has no signature ${name}`);
  return signature;
}
