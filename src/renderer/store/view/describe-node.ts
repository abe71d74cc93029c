import { blockName } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument, NodeSpec, ParameterValue } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { shippedText } from '../../../graph-runtime/messages/shipped-text';
import type { Language, Text } from '../../../graph-runtime/text/text';
import type { CardCategory } from '../../ui/CategoryIcon';
import { libraryName } from '../edits/library-block';

/** Names and categories of nodes, for cards, lists and messages. */

export function categoryOf(type: string): CardCategory {
  if (blockName(type) !== null) return 'block';
  if (type === 'blockInput' || type === 'blockOutput') return 'input-output';
  return getLayer(type)?.category ?? 'unknown';
}

/** What kind of node it is: the layer's or the block's name. */
export function typeLabel(document: NetloomDocument, type: string, language: Language): string {
  const block = blockName(type);
  if (block !== null) return shippedText(document.blocks[block]?.name ?? inWords(block), language);
  return getLayer(type)?.label[language] ?? type;
}

/** What a block that was given no name is called, by its id: `convBlock2` is Conv block 2. */
function inWords(id: string): string {
  const [first = '', ...others] = id.split(/(?<=[a-z])(?=[A-Z\d])|_/);
  return [
    `${first.charAt(0).toUpperCase()}${first.slice(1)}`,
    ...others.map((word) => word.toLowerCase()),
  ].join(' ');
}

/** The name of an entry of a list to pick from: also a block of the user's library, which is not in the document yet. */
export function pickedLabel(document: NetloomDocument, type: string, language: Language): string {
  const own = libraryName(type);
  return own === null ? typeLabel(document, type, language) : shippedText(own, language);
}

/** The same in every language, for what is shown later. */
export function pickedTexts(document: NetloomDocument, type: string): Text {
  return { en: pickedLabel(document, type, 'en'), 'zh-Hant': pickedLabel(document, type, 'zh-Hant') };
}

/** What the user calls the node: its own name, else its kind. */
export function nodeTitle(
  document: NetloomDocument,
  node: Pick<NodeSpec, 'id' | 'type' | 'name'>,
  language: Language,
): string {
  if (node.name !== undefined) return node.name;
  if (node.type === 'blockInput' || node.type === 'blockOutput') return node.id;
  return typeLabel(document, node.type, language);
}

/** How lists and tables call a node: as its card is titled, and by the id or path that problems, weights and sweeps speak of. */
export function titleWithId(title: string, id: string, language: Language): string {
  if (title === id) return id;
  return language === 'zh-Hant' ? `${title}（${id}）` : `${title} (${id})`;
}

/** The text of a card with what an expression has computed to four digits: `0.01765` for `0.01764705882352941`. */
export function withShortDecimals(text: string): string {
  return text.replace(/\d+\.\d{5,}/g, (number) => String(Number(Number(number).toPrecision(4))));
}

/** A parameter as the document has it, for people: expressions without the sign that marks them. */
export function formatParameter(value: ParameterValue): string {
  if (Array.isArray(value)) return value.map((item) => formatParameter(item)).join(' × ');
  return typeof value === 'string' && value.startsWith('=') ? value.slice(1).trim() : String(value);
}
