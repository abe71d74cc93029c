import type { FlatGraph } from '../blocks/flat-graph';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { NetloomDocument } from '../document/document';
import type { WeightDescription } from '../layers/layer';
import type { TensorType } from '../layers/tensor-type';

/** What one node costs. Counts are exact; activation memory is what its outputs take for one example, float32. */
export interface Cost {
  readonly trainableParameters: number;
  /** Weights that the layers would learn, and that are frozen. */
  readonly frozenParameters: number;
  /** Running statistics and other weights that are not learned. */
  readonly otherParameters: number;
  /** Multiply-accumulates of one example's forward pass. */
  readonly multiplyAccumulates: number;
  /** Bytes. */
  readonly activationBytes: number;
}

/** A weight as a network has it: what a frozen layer learns elsewhere is not learned here. */
export interface NodeWeight extends WeightDescription {
  /** Of a frozen node: neither weights nor running statistics change. */
  readonly isFrozen?: boolean;
  /** Factor of the learning rate; absent: 1. */
  readonly rateFactor?: number;
}

export interface NodeAnalysis {
  readonly path: string;
  /** Types of the wires that enter, in port and edge order; null where the node before it has no type yet. */
  readonly inputs: readonly (TensorType | null)[];
  /** Null when the node, or one before it, has an error. */
  readonly outputs: readonly TensorType[] | null;
  /** Its own; none where it uses those of another node. */
  readonly weights: readonly NodeWeight[];
  /** The path of the node whose weights it uses, which has them; absent: it uses its own. */
  readonly sharesWith?: string;
  readonly cost: Cost;
}

/** A block use: the sum of what is inside, and the types at its ports. */
export interface GroupAnalysis {
  readonly path: string;
  readonly outputs: Readonly<Record<string, TensorType | null>>;
  readonly cost: Cost;
  /** Number of diagnostics inside, so that a collapsed block shows that something is wrong in it. */
  readonly diagnosticCount: number;
  /** How many of them are errors. */
  readonly errorCount: number;
}

/**
 * Everything the program knows of a document without running it: shapes, costs, and what is wrong. Derived from the document
 * alone by `analyze`; never stored. `previous` makes it incremental: what an edit did not touch is the same object as before.
 */
export interface NetworkAnalysis {
  readonly document: NetloomDocument;
  readonly graph: FlatGraph;
  /** Paths in an order of computation; nodes on a cycle are missing. */
  readonly order: readonly string[];
  readonly nodes: ReadonlyMap<string, NodeAnalysis>;
  readonly groups: ReadonlyMap<string, GroupAnalysis>;
  readonly diagnostics: readonly Diagnostic[];
  readonly cost: Cost;
  /** True when nothing keeps the network from being trained (no diagnostic of severity error). */
  readonly isTrainable: boolean;
}

export type Analyze = (document: NetloomDocument, previous?: NetworkAnalysis) => NetworkAnalysis;
