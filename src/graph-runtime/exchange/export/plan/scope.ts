import type { ExpressionScope } from '../../../blocks/expression';
import type { TensorType } from '../../../layers/tensor-type';
import type { ExportedLayer } from '../network-to-export';

/** The network, or one use of a block: what is in it, as it is computed. */
export interface ScopeUse {
  /** The block's name; null for the network itself. */
  readonly block: string | null;
  readonly path: string;
  /** The values of the block's parameters. */
  readonly values: ExpressionScope;
  /** In an order of computation. */
  readonly members: readonly Member[];
  readonly inputs: readonly ScopeInput[];
  readonly outputs: readonly ScopeOutput[];
}

export interface ScopeInput {
  readonly port: string;
  /** Path of the layer outside that it comes from. */
  readonly source: string;
  readonly type: TensorType;
}

export interface ScopeOutput {
  readonly port: string;
  /** Path of the layer inside. */
  readonly source: string;
  readonly from: Reference;
}

/** Where a value comes from: a port of the scope, or a member of it. */
export type Reference =
  | { readonly kind: 'input'; readonly port: string }
  | { readonly kind: 'member'; readonly id: string; readonly port: string };

export type MemberContent =
  | { readonly kind: 'layer'; readonly layer: ExportedLayer }
  | { readonly kind: 'block'; readonly use: ScopeUse }
  /** Copies in a row, each with one input and one output; or side by side, each with the same inputs, and their outputs as a list. */
  | {
      readonly kind: 'copies';
      readonly copies: readonly Exclude<MemberContent, { kind: 'copies' }>[];
      readonly isBeside?: true;
    };

export interface Member {
  /** The node's in its scope; a copy that is not in a row has its number. */
  readonly id: string;
  /** What the canvas calls it. */
  readonly label: string;
  readonly content: MemberContent;
  readonly inputs: readonly MemberInput[];
  /** A merge whose only input is a list of values. */
  readonly isOfList?: true;
  /** The member whose weights it uses: it is that one, called again. Absent: it has its own. */
  readonly sharesWith?: string;
  /** The values that leave it and are used. */
  readonly outputs: readonly { readonly port: string; readonly type: TensorType }[];
}

export interface MemberInput {
  readonly port: string;
  readonly from: Reference;
}
