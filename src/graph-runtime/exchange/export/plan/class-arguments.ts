import {
  type ExpressionScope,
  type ExpressionValue,
  evaluateExpression,
  isExpression,
} from '../../../blocks/expression';
import type { BlockSpec } from '../../../document/document';
import { expressionText } from '../python/expression-text';
import { NameSpace, variableName } from '../python/names';
import { isSameValue, type PythonValue, pythonText } from '../python/value';
import type { ScopeUse } from './scope';

/** A value for each use of a block; undefined where the use has no such thing, and anything goes. */
export type Column = readonly (PythonValue | undefined)[];

/** What a class may have for values that differ from use to use. */
interface Known {
  readonly text: string;
  readonly values: Column;
  /** Names of the arguments in the text. */
  readonly needs: readonly string[];
}

interface Argument {
  readonly name: string;
  readonly values: readonly PythonValue[];
}

/**
 * The arguments that a class needs so that one source does for all uses of a block: its parameters, where they are what differs, the
 * channels that come in, and what else differs, under new names. Everything is held against the values of all uses.
 */
export class ClassArguments {
  readonly #names = new NameSpace();
  readonly #known: Known[] = [];
  readonly #channels: Known | null;
  readonly #possible = new Map<string, Argument>();
  readonly #used = new Set<string>();

  constructor(block: BlockSpec | undefined, uses: readonly ScopeUse[]) {
    const channels = uses.map(({ inputs: [input] }) => input?.type.shape.at(-1) ?? 0);
    this.#channels = this.#offer(this.#names.claim('in_channels'), channels);
    const parameters = new Map<string, string>();
    for (const { name } of block?.parameters ?? []) {
      const values = uses.map(({ values: all }) => pythonValue(all.get(name)));
      const own = this.#names.claim(variableName(name, name));
      parameters.set(name, own);
      this.#known.push(this.#offer(own, values));
    }
    if (block !== undefined) this.#addExpressions(block, uses, parameters);
  }

  /** The text for a column of values. `hint` names an argument that has to be added. */
  resolve(column: Column, hint: string): string {
    const [first] = column.filter((value) => value !== undefined);
    if (first === undefined) return '0';
    if (column.every((value) => value === undefined || isSameValue(value, first))) return pythonText(first);
    const isChannels = /channels|features/.test(hint);
    const candidates =
      this.#channels === null
        ? this.#known
        : isChannels
          ? [this.#channels, ...this.#known]
          : [...this.#known, this.#channels];
    const found =
      candidates.find(({ values }) => fits(values, column)) ?? (isChannels ? this.#sum(column) : undefined);
    if (found !== undefined) return this.#take(found);
    const added = this.#offer(
      this.#names.claim(variableName(hint, hint)),
      column.map((value) => value ?? first),
    );
    this.#known.push(added);
    return this.#take(added);
  }

  /** The text for a column that an argument in use has already; undefined: none has. */
  known(column: Column): string | undefined {
    const candidates = this.#channels === null ? this.#known : [this.#channels, ...this.#known];
    return candidates.find(
      ({ values, needs }) => fits(values, column) && needs.every((name) => this.#used.has(name)),
    )?.text;
  }

  /** Those that the class takes, in order. */
  used(): readonly Argument[] {
    return Array.from(this.#possible.values()).filter(({ name }) => this.#used.has(name));
  }

  #offer(name: string, values: readonly PythonValue[]): Known {
    this.#possible.set(name, { name, values });
    return { text: name, values, needs: [name] };
  }

  #take({ text, needs }: Known): string {
    for (const name of needs) this.#used.add(name);
    return text;
  }

  /** `in_channels + 2 * growth_rate`: what comes in, with what was stacked on it. */
  #sum(column: Column): Known | undefined {
    const channels = this.#channels;
    if (channels === null) return undefined;
    for (const { text, values, needs } of this.#known) {
      const factors = column.flatMap((value, index) => {
        const [base, step] = [channels.values[index], values[index]];
        if (value === undefined) return [];
        return typeof value === 'number' && typeof base === 'number' && typeof step === 'number'
          ? [(value - base) / step]
          : [Number.NaN];
      });
      const [factor = 0] = factors;
      if (
        !Number.isInteger(factor) ||
        factor < 1 ||
        !/^\w+$/.test(text) ||
        factors.some((one) => one !== factor)
      )
        continue;
      const term = factor === 1 ? text : `${factor} * ${text}`;
      return { text: `${channels.text} + ${term}`, values: column, needs: [...channels.needs, ...needs] };
    }
    return undefined;
  }

  /** What the block's own nodes compute from its parameters. */
  #addExpressions(
    block: BlockSpec,
    uses: readonly ScopeUse[],
    parameters: ReadonlyMap<string, string>,
  ): void {
    const sources = new Set(
      block.nodes.flatMap(({ parameters: own = {}, enabled, muted, repeat }) =>
        [...Object.values(own).flat(), enabled, muted, repeat]
          .filter(isExpression)
          .map((text) => text.slice(1)),
      ),
    );
    for (const source of sources) {
      const values = uses.map(({ values: scope }) => computed(source, scope));
      // In the first of several copies, the index is 0.
      const text = expressionText(source, new Map<string, string | number>([...parameters, ['index', 0]]));
      if (text === null || /^\w+$/.test(text) || values.some((value) => value === undefined)) continue;
      const needs = Array.from(parameters.values()).filter((name) => new RegExp(`\\b${name}\\b`).test(text));
      this.#known.push({ text, values, needs });
    }
  }
}

function fits(values: Column, column: Column): boolean {
  return column.every((value, index) => {
    const own = values[index];
    return value === undefined || (own !== undefined && isSameValue(own, value));
  });
}

function computed(source: string, scope: ExpressionScope): PythonValue | undefined {
  const result = evaluateExpression(source, scope.has('index') ? scope : new Map(scope).set('index', 0));
  return result.ok ? pythonValue(result.value) : undefined;
}

/** Texts of a document are in quotes in Python. */
function pythonValue(value: ExpressionValue | undefined): PythonValue {
  return typeof value === 'string' ? JSON.stringify(value) : (value ?? 0);
}
