import { kindOfBlockParameter } from '../../../graph-runtime/blocks/block-kinds';
import { isExpression } from '../../../graph-runtime/blocks/expression';
import {
  checkValue,
  type EvaluatedValue,
  type ParameterKind,
} from '../../../graph-runtime/blocks/parameter-kinds';
import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { blockName } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument, NodeSpec, ParameterValue } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';
import type { Text } from '../../../graph-runtime/text/text';
import { valuesAtUse } from './substitute';

/** A parameter of a layer or a block, as far as its value can go to another one. */
interface Slot {
  readonly name: string;
  readonly label: Text;
  readonly kind: ParameterKind;
  readonly default: ParameterValue;
  /** Folded away in the form: its default is nobody's choice. */
  readonly isAdvanced: boolean;
  /** What other libraries call it: `poolSize` and `kernelSize` are both `kernel_shape` somewhere. */
  readonly otherNames: ReadonlySet<string>;
}

/** A value that has no place in the other layer. */
export interface LostParameter {
  readonly label: Text;
  readonly value: ParameterValue;
}

export interface SharedParameters {
  /** What the node is to hold as the other layer. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** The parameters that keep their value, by their names in the other layer. */
  readonly kept: readonly Text[];
  readonly lost: readonly LostParameter[];
}

function plain(name: string): Text {
  return { en: name, 'zh-Hant': name };
}

function slotsOf(document: NetloomDocument, type: string): readonly Slot[] {
  const block = blockName(type);
  if (block !== null) {
    return (scopeContent(document, block)?.parameters ?? []).map((parameter) => ({
      name: parameter.name,
      label: plain(parameter.name),
      kind: kindOfBlockParameter(parameter),
      default: parameter.default,
      isAdvanced: false,
      otherNames: new Set(),
    }));
  }
  const layer = getLayer(type);
  const others = Object.entries(layer?.otherNames?.parameters ?? {});
  return Object.entries(layer?.parameters ?? {}).map(([name, description]) => ({
    name,
    label: description.label,
    kind: description,
    default: copied(description.default),
    isAdvanced: description.isAdvanced ?? false,
    otherNames: new Set(others.flatMap(([other, own]) => (own === name ? [other] : []))),
  }));
}

function copied(value: ParameterValue | readonly number[]): ParameterValue {
  return typeof value === 'object' ? [...value] : value;
}

/** The parameter of the other layer that means the same: of the same name, else one that other libraries call the same. */
function counterpart(slot: Pick<Slot, 'name' | 'otherNames'>, others: readonly Slot[]): Slot | undefined {
  return (
    others.find(({ name }) => name === slot.name) ??
    others.find(
      ({ name, otherNames }) =>
        slot.otherNames.has(name) ||
        otherNames.has(slot.name) ||
        [...slot.otherNames].some((other) => otherNames.has(other)),
    )
  );
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number']);
/** An expression is text to a block, and one of a few words to a layer. */
const WORDS: ReadonlySet<string> = new Set(['text', 'choice']);

function isAlike(a: ParameterKind['kind'], b: ParameterKind['kind']): boolean {
  return a === b || (NUMBERS.has(a) && NUMBERS.has(b)) || (WORDS.has(a) && WORDS.has(b));
}

function hasExpression(value: ParameterValue): boolean {
  return Array.isArray(value) ? value.some(isExpression) : isExpression(value);
}

/** What an expression gives is only known where it is: it goes to a parameter of the same kind. */
function accepts(slot: Slot, value: ParameterValue, from: ParameterKind['kind'] | undefined): boolean {
  if (hasExpression(value)) return from === undefined || isAlike(from, slot.kind.kind);
  return checkValue(slot.kind, value).ok;
}

function isEqual(kind: ParameterKind, a: ParameterValue, b: ParameterValue): boolean {
  if (hasExpression(a) || hasExpression(b)) return JSON.stringify(a) === JSON.stringify(b);
  const read = (value: EvaluatedValue) => {
    const reading = checkValue(kind, value);
    return reading.ok ? reading.value : value;
  };
  return JSON.stringify(read(a)) === JSON.stringify(read(b));
}

/** The values a node works with: of a block's use with the block's own names put in. */
function valuesOf(document: NetloomDocument, node: NodeSpec, slots: readonly Slot[]) {
  const block = blockName(node.type);
  const content = block === null ? undefined : scopeContent(document, block);
  if (content !== undefined) return valuesAtUse(content.parameters, node);
  return new Map(slots.map((slot) => [slot.name, node.parameters?.[slot.name] ?? slot.default]));
}

/**
 * What a node keeps of its parameters when it becomes another layer or block: the values, expressions too, of those that mean
 * the same in both and are allowed in the other. Also a default is kept where the other layer's is different: a max pooling of
 * 2 × 2 with stride 2 becomes an average pooling, or a convolution, of the same.
 */
export function sharedParameters(document: NetloomDocument, node: NodeSpec, type: string): SharedParameters {
  const own = slotsOf(document, node.type);
  const others = slotsOf(document, type);
  const values = valuesOf(document, node, own);
  const written = node.parameters ?? {};
  const parameters: Record<string, ParameterValue> = {};
  const kept: Text[] = [];
  const lost: LostParameter[] = [];
  const taken = new Set<string>();
  // Of a layer that is not known, all there is is what is written.
  const unknown = Object.keys(written).filter((name) => !own.some((slot) => slot.name === name));
  const sources: (Pick<Slot, 'name' | 'label' | 'otherNames'> & Partial<Slot>)[] = [
    ...own,
    ...unknown.map((name) => ({ name, label: plain(name), otherNames: new Set<string>() })),
  ];
  for (const source of sources) {
    const isWritten = Object.hasOwn(written, source.name);
    const value = values.get(source.name) ?? written[source.name];
    if (value === undefined || (source.isAdvanced === true && !isWritten)) continue;
    const slot = counterpart(source, others);
    if (slot !== undefined && !taken.has(slot.name) && accepts(slot, value, source.kind?.kind)) {
      taken.add(slot.name);
      kept.push(slot.label);
      if (!isEqual(slot.kind, value, slot.default)) parameters[slot.name] = value;
    } else if (isWritten) lost.push({ label: source.label, value });
  }
  return { parameters, kept, lost };
}
