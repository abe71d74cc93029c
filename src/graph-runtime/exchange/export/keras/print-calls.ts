import { kerasClassOf } from '../../keras/classes';
import { kerasOperationOf } from '../../keras/operations';
import type { CallText } from '../plan/class-plan';
import { wrapped } from '../python/source-text';
import { callNames } from './model-graph';
import { BETWEEN_CALLS } from './writer';

/** A call of a layer or of a block's function, to be printed. */
export interface PrintedCall {
  readonly call: CallText;
  readonly target: string;
  readonly inputs: readonly string[];
  readonly indent: string;
  /** At the end of the last line: `  # [N, 28, 28, 6]`. */
  readonly comment: string;
  /** The name of what is called, as the source has it: `"conv1"`, `f"{name}_conv1"`; with something behind it. */
  readonly nameOf: (behind: string) => string;
  readonly separator: string;
}

/** The lines that compute `target`; of a node with several layers, one below the other. */
export function printCall(printed: PrintedCall): readonly string[] {
  const { call, target, indent, comment } = printed;
  const parts = call.callee.split(BETWEEN_CALLS);
  if (!/^(layers|ops)\./.test(call.callee)) return printFunction(printed);
  const calls = parts.map((part) => {
    const [, callee = '', suffix, twice] = /^([\w.]+)(?::(\w+))?(\*2)?$/.exec(part) ?? [];
    return { callee, twice: twice !== undefined, ...(suffix !== undefined && { suffix }) };
  });
  const names = callNames(calls, '', printed.separator);
  return calls.flatMap(({ callee, twice }, index) => {
    const own = argumentsOf(call.arguments, index, calls.length);
    const [first = 'x'] = printed.inputs;
    const inputs = index > 0 ? [target] : twice ? [first, first] : printed.inputs;
    const last = index === calls.length - 1 ? comment : '';
    const start = `${indent}${target} = `;
    const [module, className = ''] = callee.split('.');
    if (module === 'ops') return operationLines(start, className, own, inputs, last);
    const name = `name=${printed.nameOf(names[index] ?? '')}`;
    const given = [...positionalFirst(own, kerasClassOf(className).positional), name];
    const list = inputs.join(', ');
    const isList = kerasClassOf(className).takesList === true && !/^\*\w+$/.test(list);
    const entering = isList ? `([${list}])` : `(${list.replace(/^\*/, '')})`;
    return calledLines(`${start}${callee}(`, given, `)${entering}`, last);
  });
}

/** A function of the source: what enters first, then its arguments. */
function printFunction({ call, target, inputs, indent, comment, nameOf }: PrintedCall): readonly string[] {
  const given = [...inputs, ...call.arguments, `name=${nameOf('')}`];
  return calledLines(`${indent}${target} = ${call.callee}(`, given, ')', comment);
}

function calledLines(
  start: string,
  given: readonly string[],
  end: string,
  comment: string,
): readonly string[] {
  const line = `${start}${given.join(', ')}${end}`;
  const lines = wrapped(start, given, end, line);
  return lines.map((text, at) => (at === lines.length - 1 ? text + comment : text));
}

function operationLines(
  start: string,
  name: string,
  own: readonly Argument[],
  inputs: readonly string[],
  comment: string,
): readonly string[] {
  const { positional, source } = kerasOperationOf(name);
  if (source !== undefined) {
    const texts = Object.fromEntries(own.map((one) => [one.name, one.text]));
    return [`${start}${source(inputs[0] ?? 'x', texts)}${comment}`];
  }
  return calledLines(`${start}ops.${name}(`, [...inputs, ...positionalFirst(own, positional)], ')', comment);
}

interface Argument {
  readonly name: string;
  readonly text: string;
}

/** Those of one of several calls: `0.padding=3`. */
function argumentsOf(all: readonly string[], index: number, count: number): readonly Argument[] {
  return all.flatMap((one) => {
    const [, call, name = '', text = ''] = /^(?:(\d+)\.)?(\w+)=([\s\S]*)$/.exec(one) ?? [];
    return count === 1 || Number(call) === index ? [{ name, text }] : [];
  });
}

/** Arguments in the order of the class, without names as far as they are the first ones. */
function positionalFirst(own: readonly Argument[], positional: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (const name of positional) {
    const found = own.find((one) => one.name === name);
    if (found === undefined) break;
    texts.push(found.text);
  }
  const given = positional.slice(0, texts.length);
  return [
    ...texts,
    ...own.filter(({ name }) => !given.includes(name)).map(({ name, text }) => `${name}=${text}`),
  ];
}
