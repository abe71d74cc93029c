import type { LibraryBlock } from '../../../contract/contract';
import { blockName, blockType } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument, ParameterValue, Scope } from '../../../graph-runtime/document/document';
import { LAYER_CATEGORIES } from '../../../graph-runtime/layers/layer';
import { plainName } from '../../../graph-runtime/layers/plain-name';
import { getLayer, layers } from '../../../graph-runtime/layers/registry';
import { alternativeTo } from '../../../graph-runtime/layers/unavailable';
import { shippedText } from '../../../graph-runtime/messages/shipped-text';
import type { Language } from '../../../graph-runtime/text/text';
import { libraryType, shippedType } from '../../store/edits/library-block';
import { categoryOf, typeLabel } from '../../store/view/describe-node';
import type { CardCategory } from '../../ui/CategoryIcon';
import { foldText } from '../../ui/fold-text';
import type { Searchable } from '../../ui/fuzzy';

/** Something that can be put on the canvas. */
export interface NodeType {
  readonly type: string;
  readonly category: CardCategory;
  readonly label: string;
  /** Other words it is found by: the name in the other language, the type, what other libraries call it. */
  readonly keywords: readonly string[];
  readonly summary: string;
  /** What the name that it was found by says of its parameters. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

/** Every name of a layer: in both languages, in documents, in other libraries. None of a block. */
export function layerNames(type: string): readonly string[] {
  const layer = getLayer(type);
  if (layer === undefined) return [];
  return [layer.label.en, layer.label['zh-Hant'], layer.type, ...(layer.otherNames?.types ?? [])];
}

/**
 * What is searched for where somebody types, or pastes, a line of code: a name as layers have it, without modules and arguments around it.
 *
 * @example layerQuery('nn.functional.leaky_relu(x, 0.2)') // 'leakyrelu'
 */
export function layerQuery(query: string): string {
  return query
    .trim()
    .replace(/^(?:[A-Za-z_]\w*\.)+(?=\w)/, '')
    .replace(/\(.*$/s, '')
    .replaceAll('_', '');
}

/** A call, or a name within a module of a library: `nn.Conv2d(3, 64)`, `keras.layers.Dense`, but not a note such as `v1.2`. */
const CODE = /^\s*(?:(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*\(|(?:torch|nn|F|tf|keras|layers|ops)\.)/;

/**
 * What is searched for among nodes and notes: the layer's name where code is pasted, else all that is typed. Names of layers have no
 * `_`; an id that has some is found without them, too.
 *
 * @example nodeQuery('nn.Conv2d(3, 64)') // 'Conv2d'
 */
export function nodeQuery(query: string): string {
  return CODE.test(query) ? layerQuery(query) : query.replaceAll('_', '');
}

/** A found type with the parameters that the query says: who means a PixelShuffle wants its order of channels. */
export function asSearched(type: NodeType, query: string): NodeType {
  const parameters = getLayer(type.type)?.otherNames?.implied?.[plainName(layerQuery(query))];
  return parameters === undefined ? type : { ...type, parameters };
}

/** Everything that can be added to a scope, in the palette's order: layers by category, the document's blocks, those that come with the app, the library's. */
export function nodeTypes(
  document: NetloomDocument,
  scope: Scope,
  language: Language,
  library: readonly LibraryBlock[] = [],
  shipped: readonly LibraryBlock[] = [],
): NodeType[] {
  const ordered = LAYER_CATEGORIES.flatMap((category) =>
    layers.filter((layer) => layer.category === category),
  );
  const types = ordered.map(
    (layer): NodeType => ({
      type: layer.type,
      category: layer.category,
      label: layer.label[language],
      keywords: layerNames(layer.type),
      summary: layer.summary[language],
    }),
  );
  const blocks = Object.entries(document.blocks)
    .filter(([name]) => scope === null || !isInside(document, name, scope))
    .map(([name, block]): NodeType => {
      const type = blockType(name);
      const label = typeLabel(document, type, language);
      return {
        type,
        category: categoryOf(type),
        label,
        keywords: [name, block.name ?? ''],
        summary: shippedText(block.description ?? '', language),
      };
    });
  const kept = (typeOf: (name: string) => string, entries: readonly LibraryBlock[]) =>
    entries.map(
      ({ name, block, blocks: parts }): NodeType => ({
        type: typeOf(name),
        category: 'block',
        label: shippedText(name, language),
        keywords: [block, name],
        summary: shippedText(parts[block]?.description ?? '', language),
      }),
    );
  return [...types, ...blocks, ...kept(shippedType, shipped), ...kept(libraryType, library)];
}

/** True when a block is, or uses, the scope's block: it cannot be inside itself. */
function isInside(document: NetloomDocument, name: string, scope: string): boolean {
  const seen = new Set<string>();
  const open = [name];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === scope) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const node of document.blocks[at]?.nodes ?? []) {
      const inner = blockName(node.type);
      if (inner !== null) open.push(inner);
    }
  }
  return false;
}

/**
 * What to do without the layer a search means, when it is one of other libraries that there is none of here; null where something
 * that can be added has the letters in one of its names.
 */
export function alternativeText(
  query: string,
  types: readonly Searchable[],
  language: Language,
): string | null {
  const wanted = foldText(layerQuery(query));
  const isNamed = types.some(({ label, keywords = [] }) =>
    [label, ...keywords].some((name) => foldText(name).replaceAll(/\s/g, '').includes(wanted)),
  );
  return isNamed ? null : (alternativeTo(wanted)?.[language] ?? null);
}
