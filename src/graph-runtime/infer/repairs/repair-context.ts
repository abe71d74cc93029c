import type { EdgeOrigin } from '../../blocks/flat-graph';
import { scopeContent } from '../../document/apply-edits';
import type { NetloomDocument } from '../../document/document';
import { edgePlace } from '../../document/scope-draft';
import type { NodeAnalysis } from '../analysis';
import type { Wiring } from '../wiring';

/** What repairs may look at: the document they will change, and what is known of the network so far. */
export interface RepairContext {
  readonly document: NetloomDocument;
  readonly wiring: Wiring;
  readonly nodes: ReadonlyMap<string, NodeAnalysis>;
}

/** Where an edge is in its scope; -1 for the wire between two copies of a repeated node, which no edge is. */
export function placeOfEdge({ document }: RepairContext, { scope, edge }: EdgeOrigin): number {
  return edgePlace(scopeContent(document, scope)?.edges ?? [], edge);
}
