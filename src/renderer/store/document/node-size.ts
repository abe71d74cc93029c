import { blockName } from '../../../graph-runtime/document/block-type';
import type { Flow, NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { portsOfType } from './network';

/** Sizes of node cards in canvas units. They are known before anything is drawn, so layout and edges need not measure. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

const LAYER_WITH_PARAMETERS: Size = { width: 300, height: 50 };
const LAYER_WITHOUT_PARAMETERS: Size = { width: 300, height: 32 };
const BLOCK: Size = { width: 300, height: 58 };
const BLOCK_PORT: Size = { width: 200, height: 30 };
/** Ports need room side by side. */
const WIDTH_PER_PORT = 56;
/** Ports at the sides are above one another. */
const HEIGHT_PER_PORT = 24;

/** The names of several ports on one side, above or below the lines of the card. */
const PORT_NAMES = 10;

/** A layer's second line shows its parameters; a layer without any has one line. In a layout downward, several ports have their names in the card. */
export function nodeSize(document: NetloomDocument, node: NodeSpec, flow: Flow): Size {
  const size = sizeOfLines(document, node, flow);
  if (flow === 'right') return size;
  const { inputs, outputs } = portsOfType(document, node.type);
  const rows = [inputs, outputs].filter((ports) => ports.length > 1).length;
  return rows === 0 ? size : { width: size.width, height: size.height + rows * PORT_NAMES };
}

function sizeOfLines(document: NetloomDocument, node: NodeSpec, flow: Flow): Size {
  if (node.type === 'blockInput' || node.type === 'blockOutput') return BLOCK_PORT;
  if (blockName(node.type) !== null) {
    const ports = portsOfType(document, node.type);
    const count = Math.max(ports.inputs.length, ports.outputs.length);
    if (flow === 'right') {
      const height = Math.max(BLOCK.height, (count + 1) * HEIGHT_PER_PORT);
      return height === BLOCK.height ? BLOCK : { width: BLOCK.width, height };
    }
    const width = Math.max(BLOCK.width, count * WIDTH_PER_PORT);
    return width === BLOCK.width ? BLOCK : { width, height: BLOCK.height };
  }
  const layer = getLayer(node.type);
  const hasParameters = layer === undefined || Object.keys(layer.parameters).length > 0;
  return hasParameters ? LAYER_WITH_PARAMETERS : LAYER_WITHOUT_PARAMETERS;
}

/** Where port `index` of `count` lies along the width (the height, where the layout runs to the right), as a fraction: evenly spread. */
export function portFraction(index: number, count: number): number {
  return (index + 1) / (count + 1);
}
