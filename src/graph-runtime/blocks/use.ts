import type { BlockSpec, NodeSpec, Scope } from '../document/document';
import type { LayerDefinition, PortDescription } from '../layers/layer';
import type { BlockTable } from './block-table';
import { type ExpressionScope, isSameValue } from './expression';
import type { FlatEndpoint, FlatNode } from './flat-graph';
import type { Fragment } from './fragment';
import type { TypedUse } from './known-types';
import { isSameLearning, type NodeLearning } from './learning';
import type { ExpansionBudget } from './limits';
import type { PortTypes } from './port-sizes';
import type { Sharing } from './sharing';

/** What holds for the whole of one expansion. */
export interface ExpansionContext {
  readonly blocks: BlockTable;
  readonly layerTypes: readonly string[];
  getLayer(type: string): LayerDefinition | undefined;
  readonly budget: ExpansionBudget;
  /**
   * Whether expansions from before the edit may be taken as they are. Not when a block came, went or changed its name: what is
   * said of an unknown block names the ones there are.
   */
  readonly canReuse: boolean;
}

/** Where the nodes of a scope are while it is expanded. */
export interface ScopePlace {
  readonly scope: Scope;
  /** `stage3/residual2/`, or '' for the network itself. */
  readonly prefix: string;
  readonly nesting: number;
  /** How the blocks around let it learn; absent: at the schedule's rate. */
  readonly learning?: NodeLearning | undefined;
  /** Whose weights the blocks around have it use; absent: its own. */
  readonly sharing?: Sharing | undefined;
  /** What enters the ports of the block. Absent: no block names sizes, and types are not worked out before blocks are gone. */
  readonly inputTypes?: PortTypes | undefined;
}

/** One node of the document at one place of the expanded network, with all its copies. */
export interface Use extends TypedUse {
  readonly node: NodeSpec;
  /** The names its expressions could use. */
  readonly values: ExpressionScope;
  /** How the blocks around let it learn. */
  readonly outerLearning: NodeLearning | undefined;
  readonly outerSharing: Sharing | undefined;
  /** The path without a copy's number. */
  readonly path: string;
  /**
   * `pass`: switched off, its first input goes through. `muted`: it does not take part. `broken`: something is wrong with it that has been reported; nothing
   * that is wired to it is inferred. `blockInput`, `blockOutput`: ports of the surrounding block.
   */
  readonly role: 'layer' | 'block' | 'pass' | 'muted' | 'broken' | 'blockInput' | 'blockOutput';
  readonly inputs: readonly PortDescription[];
  readonly outputs: readonly string[];
  /** For a layer: the flat endpoints that a wire into each input port leads to. */
  readonly entries: ReadonlyMap<string, readonly FlatEndpoint[]>;
  readonly fragment: Fragment;
  /** For a block: what the copy at each path expanded to, kept to be used again. */
  readonly copies: ReadonlyMap<string, ScopeExpansion>;
  /** The paths it occupies in its scope. */
  readonly ownPaths: readonly string[];
  /** For a block: the blocks that this expansion depends on. */
  readonly reached: ReadonlyMap<string, BlockSpec | undefined> | null;
}

/** A scope (the network or one copy of a block) after expansion. */
export interface ScopeExpansion {
  readonly scope: Scope;
  readonly values: ExpressionScope;
  readonly learning: NodeLearning | undefined;
  readonly sharing: Sharing | undefined;
  readonly inputTypes: PortTypes | undefined;
  readonly reached: ReadonlyMap<string, BlockSpec | undefined> | null;
  readonly uses: ReadonlyMap<string, Use>;
  readonly fragment: Fragment;
}

/** Whether two sets of names stand for the same values. */
export function isSameScope(a: ExpressionScope, b: ExpressionScope): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [name, value] of a) if (!b.has(name) || !isSameValue(b.get(name), value)) return false;
  return true;
}

/** Whether nothing changed in the blocks an expansion depends on. */
export function isSameReach(
  a: ReadonlyMap<string, BlockSpec | undefined> | null,
  b: ReadonlyMap<string, BlockSpec | undefined> | null,
): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.size !== b.size) return false;
  for (const [name, block] of a) if (!b.has(name) || b.get(name) !== block) return false;
  return true;
}

/** Whether two flat nodes at the same path are alike in all that anything is derived from. */
export function isSameNode(a: FlatNode, b: FlatNode): boolean {
  if (a.type !== b.type || a.origin.id !== b.origin.id || a.origin.scope !== b.origin.scope) return false;
  if (!isSameLearning(a.learning, b.learning) || a.sharesWith !== b.sharesWith) return false;
  const names = Object.keys(a.parameters);
  if (names.length !== Object.keys(b.parameters).length) return false;
  return names.every((name) => isSameValue(a.parameters[name], b.parameters[name]));
}

/** Expands one copy of a block; in `expand-scope.ts`, which calls this file in turn. */
export type ExpandBlock = (
  context: ExpansionContext,
  block: BlockSpec,
  place: ScopePlace,
  values: ExpressionScope,
  previous: ScopeExpansion | undefined,
) => ScopeExpansion;
