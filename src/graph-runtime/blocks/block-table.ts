import { blockName } from '../document/block-type';
import type { BlockSpec, NetloomDocument } from '../document/document';

/** The ports of a block: the ids of its port nodes, in their order. */
export interface BlockPorts {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

const portsOfBlocks = new WeakMap<BlockSpec, BlockPorts>();

export function blockPorts(block: BlockSpec): BlockPorts {
  const known = portsOfBlocks.get(block);
  if (known !== undefined) return known;
  const idsOf = (type: string) => block.nodes.filter((node) => node.type === type).map((node) => node.id);
  const ports = { inputs: idsOf('blockInput'), outputs: idsOf('blockOutput') };
  portsOfBlocks.set(block, ports);
  return ports;
}

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

const usesOfBlocks = new WeakMap<BlockSpec, readonly string[]>();

function usedBlocks(block: BlockSpec): readonly string[] {
  const known = usesOfBlocks.get(block);
  if (known !== undefined) return known;
  const names = new Set<string>();
  for (const node of block.nodes) {
    const name = blockName(node.type);
    if (name !== null) names.add(name);
  }
  const used = Array.from(names);
  usesOfBlocks.set(block, used);
  return used;
}

const tables = new WeakMap<NetloomDocument['blocks'], BlockTable>();

/** The table of a document's blocks; the same one as long as no block was changed. */
export function blockTable(document: NetloomDocument): BlockTable {
  let table = tables.get(document.blocks);
  if (table === undefined) {
    table = new BlockTable(document.blocks);
    tables.set(document.blocks, table);
  }
  return table;
}

/** The outputs of a node type that is not a layer: a block's, or the one of a block's input port. */
export function outputPortsOf(blocks: BlockTable, type: string): readonly string[] {
  if (type === 'blockInput') return ['out'];
  const name = blockName(type);
  const block = name === null ? undefined : blocks.get(name);
  return block === undefined ? [] : blockPorts(block).outputs;
}
