import { kerasClassOf } from '../../keras/classes';
import type { KerasArguments, KerasValue } from '../../keras/value';
import type { ExportedLayer } from '../network-to-export';
import { argumentsIn } from '../python/arguments';
import type { KerasCall } from './call';

/** What follows the node's name for layers beside its own. */
const SUFFIXES: Readonly<Record<string, string>> = { ZeroPadding2D: 'pad', Cropping2D: 'crop' };

/** The calls of a layer's own line of Keras code; null where it has none, or one that no model file can hold. */
export function callsOfLine({ layer, parameters, inputs }: ExportedLayer): readonly KerasCall[] | null {
  const line = layer.code.keras(parameters, inputs);
  if (line === null || line.includes('Lambda')) return null;
  const inside = /^keras\.Sequential\(\[(.*)\]\)$/.exec(line)?.[1];
  const calls = (inside === undefined ? [line] : argumentsIn(inside)).map(callOf);
  return calls.map((call, index) => {
    const suffix = SUFFIXES[call.callee.replace('layers.', '')];
    return suffix === undefined || (calls.length === 1 && index === 0) ? call : { ...call, suffix };
  });
}

function callOf(text: string): KerasCall {
  const [, className = '', inside = ''] = /^keras\.layers\.(\w+)\((.*)\)$/.exec(text) ?? [];
  const { positional } = kerasClassOf(className);
  const given = argumentsIn(inside).map((one, index): readonly [string, KerasValue] => {
    const [, name, value] = /^(\w+)=(.*)$/.exec(one) ?? [];
    return name === undefined || value === undefined
      ? [positional[index] ?? '', pythonLiteral(one)]
      : [name, pythonLiteral(value)];
  });
  return { callee: `layers.${className}`, arguments: Object.fromEntries(given) as KerasArguments };
}

const WORDS: Readonly<Record<string, KerasValue>> = { True: true, False: false, None: null };

/** A literal of Python, or an initializer. */
function pythonLiteral(text: string): KerasValue {
  if (Object.hasOwn(WORDS, text)) return WORDS[text] ?? null;
  if (text.startsWith('"')) return JSON.parse(text) as string;
  const constant = /^keras\.initializers\.Constant\((.*)\)$/.exec(text)?.[1];
  if (constant !== undefined) return { constant: Number(constant) };
  const [, initializer, inside] = /^keras\.initializers\.(\w+)\((.*)\)$/.exec(text) ?? [];
  if (initializer !== undefined && inside !== undefined) {
    return { initializer, arguments: Object.fromEntries(argumentsIn(inside).map(namedNumberOrText)) };
  }
  const tuple = /^[([](.*)[)\]]$/.exec(text)?.[1];
  if (tuple !== undefined) return argumentsIn(tuple).map(pythonLiteral);
  const number = Number(text);
  if (Number.isNaN(number)) throw new Error(`${text} is no value of Keras`);
  return number;
}

/** `stddev=0.02` of an initializer's arguments, which are numbers and words. */
function namedNumberOrText(text: string): readonly [string, number | string] {
  const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(text) ?? [];
  return [name, value.startsWith('"') ? (JSON.parse(value) as string) : Number(value)];
}
