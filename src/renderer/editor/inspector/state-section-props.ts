import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';

/** The node whose part in the network is set, and where it is looked at. */
export interface StateSectionProps {
  readonly node: NodeSpec;
  readonly scope: Scope;
  readonly location: string;
}
