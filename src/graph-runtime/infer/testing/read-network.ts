import type { NetloomDocument } from '../../document/document';
import { deepFreeze } from '../../document/testing/arbitrary-documents';
import { parseDocument } from '../../reading/parse';

interface Content {
  readonly parameters?: readonly object[];
  readonly nodes: readonly object[];
  /** `from -> to`. */
  readonly edges: readonly string[];
}

/** A document for a test, written short. Frozen, so that nothing can change it unseen. */
export function readNetwork(
  network: Content & {
    readonly parameters?: readonly object[];
    readonly blocks?: Record<string, Content & object>;
  },
): NetloomDocument {
  const { blocks = {}, ...content } = network;
  const written = Object.entries(blocks).map(([name, block]) => [name, withEdges(block)]);
  const json = { format: 'netloom', version: 1, name: 'Test', ...withEdges(content) };
  const result = parseDocument({ ...json, blocks: Object.fromEntries(written) });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return deepFreeze(result.document);
}

function withEdges(content: Content): object {
  const edges = content.edges.map((line) => {
    const [from, to] = line.split(' -> ');
    return { from, to };
  });
  return { ...content, edges };
}
