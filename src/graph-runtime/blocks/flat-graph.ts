import type { EdgeSpec, NodeSpec, Scope } from '../document/document';
import type { ResolvedParameters } from '../layers/parameter';
import type { ExpressionScope } from './expression';
import type { NodeLearning } from './learning';

/**
 * The flat graph: a document with its blocks expanded. Inference, cost, compile and export see only this. Node ids are paths
 * that keep the blocks' names: `stage3/residual2/conv1`.
 */
export interface FlatGraph {
  /** In document order, which is not necessarily an order of computation. */
  readonly nodes: readonly FlatNode[];
  /** In document order: the order of wires into a variadic port is the order of its inputs. */
  readonly edges: readonly FlatEdge[];
  /** Every use of a block (each repetition, and the repeated node as a whole), by path; for showing collapsed blocks. */
  readonly groups: readonly FlatGroup[];
}

export interface FlatNode {
  readonly path: string;
  /** A layer type of the registry; for the placeholder of what could not be expanded, the type the document has. */
  readonly type: string;
  /** After expressions, defaults and normalization. The same object as before an edit that did not touch it. */
  readonly parameters: ResolvedParameters;
  /** Absent: its weights learn at the schedule's rate. */
  readonly learning?: NodeLearning;
  /** The path of the node whose weights it uses; absent: it has its own. */
  readonly sharesWith?: string;
  /** Where the node is in the document: what an edit must address. */
  readonly origin: Origin;
}

export interface Origin {
  readonly scope: Scope;
  readonly id: string;
}

export interface FlatEndpoint {
  readonly path: string;
  readonly port: string;
}

export interface FlatEdge {
  readonly from: FlatEndpoint;
  readonly to: FlatEndpoint;
  /**
   * The document's edge at the receiving end, for repairs that cut it. Between two copies of a repeated node there is no such
   * edge; then it is the node's id at both ends, which no edge of the document is.
   */
  readonly origin: EdgeOrigin;
  /** The document's other edges along the wire, from the source on: into and out of blocks and through nodes switched off. */
  readonly via: readonly EdgeOrigin[];
}

export interface EdgeOrigin {
  readonly scope: Scope;
  readonly edge: EdgeSpec;
}

export interface FlatGroup {
  readonly path: string;
  /** The block's name; for a repeated layer, the layer's type. */
  readonly block: string;
  readonly origin: Origin;
  /** The node as the document has it, e.g. for its repeat count. Where it is on the canvas is no part of a graph, which outlives a move. */
  readonly node: Omit<NodeSpec, 'position'>;
  /** The sizes of what comes in that the block's expressions may use, by name (`in.channels`); absent for a repeated node as a whole. */
  readonly sizes?: ExpressionScope | undefined;
  /** The flat endpoints that feed the block's input ports and leave its output ports; absent where not connected. */
  readonly inputs: Readonly<Record<string, FlatEndpoint | undefined>>;
  readonly outputs: Readonly<Record<string, FlatEndpoint | undefined>>;
}
