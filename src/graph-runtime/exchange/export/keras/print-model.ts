import type { NetloomDocument } from '../../../document/document';
import type {
  CallText,
  ClassPlan,
  Construct,
  ModelPlan,
  PlannedStatement,
  SequenceItem,
} from '../plan/class-plan';
import { docstring, docText, INDENT, wrapped } from '../python/source-text';
import { HELPER_NAMES, helpersIn } from './added-definitions';
import type { LayerNames } from './names';
import { joined, type Printed } from './join-statements';
import { printCall } from './print-calls';
import { SHARED, SHARED_SOURCE, type SharedParts, sharedParts, withSharedLayers } from './shared-layers';

/** Names of the source's own, which no block's function may have. */
export const TAKEN_NAMES: readonly string[] = [
  ...HELPER_NAMES,
  SHARED,
  ...['auxiliary', 'build_model', 'inputs', 'layers', 'model', 'name', 'ops', 'out', 'outputs', 'x'],
];

export interface ModelSourceFacts {
  readonly document: NetloomDocument;
  /** In the order of the network's. */
  readonly inputs: readonly { readonly shape: readonly number[]; readonly name: string }[];
  readonly modelName: string;
  /** Main outputs; what is returned after them are auxiliary ones. */
  readonly mains: number;
}

/** The source of `model.py`: a function for each block, and `build_model` for the network. */
export function printModel(
  { classes }: ModelPlan,
  { separator }: Pick<LayerNames, 'separator'>,
  facts: ModelSourceFacts,
): string {
  const functions = new Set(classes.map(({ name }) => name));
  const shared = sharedParts(classes);
  const body = classes
    .map((plan) => new FunctionPrinter(plan, { functions, shared }, separator, facts).print())
    .join('\n\n\n');
  const helpers = helpersIn(body, separator);
  const source = [
    ...(shared.isEmpty ? helpers : [SHARED_SOURCE, ...helpers.map(withSharedLayers)]),
    body,
  ].join('\n\n\n');
  const modules = ['layers', 'ops'].filter((name) => new RegExp(`\\b${name}\\.`).test(source));
  const imports = [
    ...(/\bmath\./.test(source) ? ['import math', ''] : []),
    'import keras',
    ...(modules.length > 0 ? [`from keras import ${modules.join(', ')}`] : []),
  ];
  const title = `"""${docText(facts.document.name)}, exported from Netloom.\n\nImages are [batch, height, width, channels].\n"""`;
  return `${title}\n\n${imports.join('\n')}\n\n\n${source}\n`;
}

const CALL = /^self\.(\w+)\(([^()]*)\)(?: if (.*) else (\w+))?$/;

/** Attribute and inputs of copies side by side, as `CALL` has them. */
function beside(text: string): readonly string[] | null {
  const found = /^\[branch\(([^()]*)\) for branch in self\.(\w+)\]$/.exec(text);
  return found === null ? null : ['', found[2] ?? '', found[1] ?? ''];
}

class FunctionPrinter {
  readonly #plan: ClassPlan;
  readonly #taken: ReadonlySet<string>;
  readonly #separator: string;
  readonly #facts: ModelSourceFacts;
  readonly #shared: SharedParts;

  constructor(
    plan: ClassPlan,
    { functions, shared }: { readonly functions: ReadonlySet<string>; readonly shared: SharedParts },
    separator: string,
    facts: ModelSourceFacts,
  ) {
    this.#plan = plan;
    this.#shared = shared;
    this.#separator = separator;
    this.#facts = facts;
    this.#taken = new Set([
      ...functions,
      ...plan.arguments,
      ...TAKEN_NAMES.filter((one) => one !== 'x' && one !== 'out'),
    ]);
  }

  print(): string {
    const { statements, results, block } = this.#plan;
    const lines = joined(statements.map((statement) => this.#statement(statement)));
    const returned = results.map((name) => this.#variable(name));
    const end = block === null ? this.#model(returned) : [`${INDENT}return ${returned.join(', ')}`];
    return [...this.#head(), ...lines, ...end].join('\n');
  }

  #model(scores: readonly string[]): readonly string[] {
    const { mains, modelName } = this.#facts;
    const end = `, name=${JSON.stringify(modelName)})`;
    const main = list(scores.slice(0, mains));
    if (!this.#hasAuxiliary) return [`${INDENT}return keras.Model(inputs, ${main}${end}`];
    return [
      `${INDENT}outputs = ${list(scores)} if auxiliary else ${main}`,
      `${INDENT}return keras.Model(inputs, outputs${end}`,
    ];
  }

  get #hasAuxiliary(): boolean {
    return this.#plan.block === null && this.#plan.results.length > this.#facts.mains;
  }

  #head(): readonly string[] {
    const { name, block, arguments: own, inputs } = this.#plan;
    const { document } = this.#facts;
    if (block === null) {
      return [
        ...(this.#hasAuxiliary
          ? [
              'def build_model(auxiliary=False):',
              ...docstring(
                `${document.name}; with the auxiliary outputs, which help training only, or without.`,
                INDENT,
              ),
            ]
          : ['def build_model():', ...docstring(document.name, INDENT)]),
        ...(this.#shared.isEmpty ? [] : [`${INDENT}LAYERS.clear()`]),
        ...this.#inputs(inputs.map((input) => this.#variable(input.name))),
      ];
    }
    const taken = [...inputs.map((input) => this.#variable(input.name)), ...own, 'name'];
    const shapes = inputs.map(({ shape }) => shape).filter((shape) => shape !== '');
    const { description = '', name: title = block } = document.blocks[block] ?? {};
    const comment = shapes.length > 0 ? `  # ${shapes.join(', ')}` : '';
    const start = `def ${name}(`;
    return [
      ...wrapped(start, taken, `):${comment}`, `${start}${taken.join(', ')}):${comment}`),
      ...docstring(description === '' ? title : description, INDENT),
    ];
  }

  /** One is what the first layers take, and what the model does. */
  #inputs(variables: readonly string[]): readonly string[] {
    const made = this.#facts.inputs.map(({ shape, name }) => {
      const sizes = shape.length === 1 ? `(${shape},)` : `(${shape.join(', ')})`;
      return `keras.Input(${sizes}, name="${name}")`;
    });
    if (made.length === 1) return [`${INDENT}${variables[0] ?? 'x'} = inputs = ${made[0]}`];
    const lines = made.map((text, at) => `${INDENT}${variables[at] ?? 'x'} = ${text}`);
    return [...lines, `${INDENT}inputs = ${list(variables)}`];
  }

  /** The network's own input is what the first layers take. */
  #variable(name: string): string {
    if (name.startsWith('*')) return `*${this.#variable(name.slice(1))}`;
    return this.#taken.has(name) ? `${name}_out` : name;
  }

  #statement({ targets, text, shape }: PlannedStatement): Printed {
    const target = targets.map((name) => this.#variable(name)).join(', ');
    const [, attribute = '', entering = '', , otherwise] = CALL.exec(text) ?? beside(text) ?? [];
    const member = this.#plan.members.find((one) => one.attribute === attribute);
    const comment = shape === '' ? '' : `  # ${shape}`;
    if (member === undefined) {
      const [source = 'x'] = text.split(' ');
      return { lines: [`${INDENT}${target} = ${this.#variable(source)}${comment}`] };
    }
    const inputs = entering.split(', ').map((name) => this.#variable(name));
    const made = this.#construct(member.construct, { attribute, target, inputs, comment, otherwise });
    const printed = this.#shared.has(this.#plan, attribute)
      ? { ...made, lines: withSharedLayers(made.lines.join('\n')).split('\n') }
      : made;
    if (member.label === null) return printed;
    const indent = printed.choice === undefined ? INDENT : INDENT + INDENT;
    return { ...printed, lines: [`${indent}# ${member.label.replace(/\s+/g, ' ')}`, ...printed.lines] };
  }

  #construct(
    construct: Construct,
    {
      attribute,
      target,
      inputs,
      comment,
      otherwise,
    }: {
      readonly attribute: string;
      readonly target: string;
      readonly inputs: readonly string[];
      readonly comment: string;
      readonly otherwise: string | undefined;
    },
  ): Printed {
    const at: PrintAt = (call, indent, entering, end, number = '', result = target) =>
      printCall({
        ...{ call, target: result, inputs: entering, indent, comment: end, separator: this.#separator },
        nameOf: (behind) => this.#nameOf(attribute, number, behind),
      });
    if (construct.kind === 'sequence' && construct.isBeside === true)
      return { lines: this.#beside(construct.items, target, inputs, at) };
    if (construct.kind === 'sequence')
      return { lines: this.#sequence(construct, { target, inputs, comment }, at) };
    const { call, optional } = construct;
    if (optional === null) return { lines: at(call, INDENT, inputs, comment) };
    const passed = otherwise === undefined ? (inputs[0] ?? 'x') : this.#variable(otherwise);
    return {
      lines: at(call, INDENT + INDENT, inputs, comment),
      choice: {
        condition: optional.condition,
        otherwise: passed === target ? [] : [`${INDENT}${INDENT}${target} = ${passed}`],
      },
    };
  }

  #sequence(
    { items }: Extract<Construct, { kind: 'sequence' }>,
    {
      target,
      inputs,
      comment,
    }: { readonly target: string; readonly inputs: readonly string[]; readonly comment: string },
    at: PrintAt,
  ): readonly string[] {
    let done = 0;
    let entering = inputs;
    const lines: string[] = [];
    items.forEach(({ call, loop }, index) => {
      const end = index === items.length - 1 ? comment : '';
      if (loop === null) {
        done += 1;
        lines.push(...at(call, INDENT, entering, end, `${done}`));
      } else {
        const { head, offset, count } = loopOf(loop, done);
        if (entering[0] !== target) lines.push(`${INDENT}${target} = ${entering[0]}`);
        lines.push(`${INDENT}${head}:`, ...at(call, INDENT + INDENT, [target], end, `{i + ${offset}}`));
        done += count;
      }
      entering = [target];
    });
    return lines;
  }

  /** The results of copies that are each called with the same, as a list. */
  #beside(
    items: readonly SequenceItem[],
    target: string,
    inputs: readonly string[],
    at: PrintAt,
  ): readonly string[] {
    const one = `${target}_i`;
    let done = 0;
    const lines = [`${INDENT}${target} = []`];
    for (const { call, loop } of items) {
      if (loop === null) {
        done += 1;
        lines.push(...at(call, INDENT, inputs, '', `${done}`, one), `${INDENT}${target}.append(${one})`);
        continue;
      }
      const { head, offset, count } = loopOf(loop, done);
      const inner = INDENT + INDENT;
      lines.push(`${INDENT}${head}:`, ...at(call, inner, inputs, '', `{i + ${offset}}`, one));
      lines.push(`${inner}${target}.append(${one})`);
      done += count;
    }
    return lines;
  }

  /** `"stage1"` in the network, `f"{name}_conv1"` in a block. */
  #nameOf(attribute: string, number: string, behind: string): string {
    const own = `${attribute}${number === '' ? '' : this.#separator}${number}${behind}`;
    const text = this.#plan.block === null ? own : `{name}${this.#separator}${own}`;
    return `${text.includes('{') ? 'f' : ''}"${text}"`;
  }
}

/** Prints a call at an indentation; `result`: what its value is called. */
type PrintAt = (
  call: CallText,
  indent: string,
  entering: readonly string[],
  end: string,
  number?: string,
  result?: string,
) => readonly string[];

/** A loop with a variable, what its first number is more than the variable, and how many copies it makes where that is written. */
function loopOf(loop: string, done: number) {
  const [, variable = '_', first, last = '0'] = /^for (\w+) in range\((?:(\w+), )?(.*)\)$/.exec(loop) ?? [];
  return {
    head: variable === '_' ? loop.replace('for _', 'for i') : loop,
    offset: (first === undefined ? done : 0) + 1,
    count: Number(last) || 0,
  };
}

const list = (names: readonly string[]) => (names.length === 1 ? names.join('') : `[${names.join(', ')}]`);
