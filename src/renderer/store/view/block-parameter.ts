import { kindOfBlockParameter } from '../../../graph-runtime/blocks/block-kinds';
import { checkValue } from '../../../graph-runtime/blocks/parameter-kinds';
import type { BlockParameter, ParameterValue } from '../../../graph-runtime/document/document';
import { SIZE_LIMITS } from '../../../graph-runtime/layers/limits';
import type { ParameterDescription } from '../../../graph-runtime/layers/parameter';
import { shippedText } from '../../../graph-runtime/messages/shipped-text';
import type { Language } from '../../../graph-runtime/text/text';

export type BlockParameterKind = BlockParameter['kind'];

/** What people read in place of a parameter's name; the name itself where the block has no words for it. */
export function blockParameterLabel({ name, label }: BlockParameter, language: Language): string {
  return label === undefined ? name : shippedText(label, language);
}

/** As wide as a form goes where the block sets no limit. */
const WIDEST = 1e9;

/** A parameter of a block in the terms of a layer's, whose controls it has; null for a list, which no layer has. */
export function describeBlockParameter(parameter: BlockParameter): ParameterDescription | null {
  const { kind, minimum = -WIDEST, maximum = WIDEST, choices = [] } = parameter;
  const common = { label: plain(parameter.name) };
  const fallback = initialDefault(parameter);
  switch (kind) {
    case 'integer':
    case 'number':
      return {
        ...common,
        kind,
        default: Number(fallback),
        minimum,
        maximum,
        ...(kind === 'number' && { step: 0.05 }),
      };
    case 'boolean':
      return { ...common, kind, default: fallback === true };
    case 'text':
      return { ...common, kind, default: String(fallback) };
    case 'choice':
      return {
        ...{ ...common, kind, default: String(fallback) },
        choices: choices.map((value) => ({ value, label: plain(value) })),
      };
    case 'pair':
      return {
        ...{ ...common, kind, default: [1, 1] },
        minimum: parameter.minimum ?? 0,
        maximum: parameter.maximum ?? SIZE_LIMITS.side,
      };
    case 'padding':
      return { ...common, kind, default: 'same', allowsNamed: true };
    case 'list':
      return null;
  }
}

function plain(text: string) {
  return { en: text, 'zh-Hant': text };
}

const INITIAL: Readonly<Record<BlockParameterKind, ParameterValue>> = {
  integer: 1,
  number: 1,
  boolean: false,
  text: '',
  choice: 'a',
  pair: 3,
  padding: 'same',
  list: [16, 32, 64],
};

/** The default where it is of the parameter's kind, else the one that new parameters of the kind begin with. */
function initialDefault(parameter: BlockParameter): ParameterValue {
  return checkValue(kindOfBlockParameter(parameter), parameter.default).ok
    ? parameter.default
    : INITIAL[parameter.kind];
}

/** A parameter with another kind; its default stays where it is of that kind, too. */
export function withKind(parameter: BlockParameter, kind: BlockParameterKind): BlockParameter {
  const { choices: before, minimum: _low, maximum: _high, ...rest } = parameter;
  const value = typeof parameter.default === 'string' ? parameter.default : 'a';
  const choices = kind === 'choice' ? { choices: before ?? [value === '' ? 'a' : value, 'b'] } : {};
  const changed: BlockParameter = { ...rest, kind, ...choices };
  return { ...changed, default: initialDefault(changed) };
}

/** A new parameter of a kind. */
export function newParameter(name: string, kind: BlockParameterKind): BlockParameter {
  return withKind({ name, kind, default: INITIAL[kind] }, kind);
}
