import { oncePer } from '../collections/once-per';
import { blockName } from '../document/block-type';
import type { BlockSpec, NetloomDocument } from '../document/document';

/** The ports of a block: the ids of its port nodes, in their order. */
export interface BlockPorts {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export const blockPorts: (block: BlockSpec) => BlockPorts = oncePer(({ nodes }) => {
  const idsOf = (type: string) => nodes.filter((node) => node.type === type).map((node) => node.id);
  return { inputs: idsOf('blockInput'), outputs: idsOf('blockOutput') };
});

/** The blocks of a document, and which of them need which. */
export class BlockTable {
  readonly #blocks: NetloomDocument['blocks'];
  readonly #reached = new Map<string, ReadonlyMap<string, BlockSpec | undefined>>();

  constructor(blocks: NetloomDocument['blocks']) {
    this.#blocks = blocks;
  }

  get names(): readonly string[] {
    return Object.keys(this.#blocks);
  }

  get(name: string): BlockSpec | undefined {
    return Object.hasOwn(this.#blocks, name) ? this.#blocks[name] : undefined;
  }

  /**
   * The block itself and every block it needs, directly or through others (undefined where there is none of that name). Two
   * expansions of a block can only differ when one of these does.
   */
  reachedFrom(name: string): ReadonlyMap<string, BlockSpec | undefined> {
    const known = this.#reached.get(name);
    if (known !== undefined) return known;
    const reached = new Map<string, BlockSpec | undefined>();
    const waiting = [name];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (reached.has(next)) continue;
      const block = this.get(next);
      reached.set(next, block);
      for (const used of block === undefined ? [] : usedBlocks(block)) waiting.push(used);
    }
    this.#reached.set(name, reached);
    return reached;
  }

  /** Whether a use of `name` inside the block `inside` would never come to an end. */
  isRecursive(name: string, inside: string | null): boolean {
    return inside !== null && this.reachedFrom(name).has(inside);
  }
}

const usedBlocks = oncePer(({ nodes }: BlockSpec): readonly string[] => {
  const names = nodes.map(({ type }) => blockName(type));
  return Array.from(new Set(names.filter((name) => name !== null)));
});

const tableOf = oncePer((blocks: NetloomDocument['blocks']) => new BlockTable(blocks));

/** The table of a document's blocks; the same one as long as no block was changed. */
export function blockTable(document: NetloomDocument): BlockTable {
  return tableOf(document.blocks);
}

/** The outputs of a node type that is not a layer: a block's, or the one of a block's input port. */
export function outputPortsOf(blocks: BlockTable, type: string): readonly string[] {
  if (type === 'blockInput') return ['out'];
  const name = blockName(type);
  const block = name === null ? undefined : blocks.get(name);
  return block === undefined ? [] : blockPorts(block).outputs;
}
