import { sourceProblem } from '../../file-tree/source-problem-error';
import { PickleReader } from './pickle-reader';
import { type PickledValue, reduceCall } from './pickled-values';

/** Commands in a pickle of data: some for each value, far fewer than bytes. */
const MOST_COMMANDS = 5_000_000;

/**
 * The value in a pickle (protocols 0 to 5), made of dictionaries, lists, numbers, texts, bytes and NumPy's arrays. A pickle is a program; this
 * knows the few functions that such data call (`pickled-values.ts`), and refuses everything else by its name, before anything of it is done.
 *
 * @throws SourceProblemError `pickle-refused` with the function's name, `object-array`, `file-damaged`
 */
export function unpickle(bytes: Uint8Array, path: string): PickledValue {
  return unpickleFrom(bytes, path, NUMPY_CALLS).value;
}

/** What a pickle may call, and what its references to things outside of it are. */
export interface PickleCalls {
  /** @throws SourceProblemError `pickle-refused` with the name of a function that is not known */
  reduce(callable: PickledValue, argument: PickledValue, path: string): PickledValue;
  /** Absent: it has no such references. */
  persistent?(id: PickledValue): PickledValue;
}

const NUMPY_CALLS: PickleCalls = { reduce: reduceCall };

export interface UnpickledPart {
  readonly value: PickledValue;
  /** Where the pickle ends: what comes after it is not its. */
  readonly end: number;
}

/**
 * The value of the pickle that begins with these bytes, with calls of other libraries.
 *
 * @throws SourceProblemError as `unpickle`
 */
export function unpickleFrom(bytes: Uint8Array, path: string, calls: PickleCalls): UnpickledPart {
  return new Unpickler(bytes, path, calls).run();
}

/** A place on the stack where a list of values begins. */
const MARK = Symbol('mark');
type Slot = PickledValue | typeof MARK;

class Unpickler {
  readonly #reader: PickleReader;
  #stack: Slot[] = [];
  readonly #memo = new Map<number, PickledValue>();

  constructor(
    bytes: Uint8Array,
    private readonly path: string,
    private readonly calls: PickleCalls,
  ) {
    this.#reader = new PickleReader(bytes, path);
  }

  run(): UnpickledPart {
    for (let count = 0; count < MOST_COMMANDS; count += 1) {
      const command = this.#reader.character();
      if (command === '.') return { value: this.#pop(), end: this.#reader.position };
      const read = VALUES[command];
      if (read !== undefined) this.#stack.push(read(this.#reader));
      else this.#command(command);
    }
    throw this.#damaged('it has too many commands');
  }

  #command(command: string): void {
    const stack = STACK_COMMANDS[command];
    if (stack === undefined) throw this.#damaged(`unknown command ${JSON.stringify(command)}`);
    stack({
      reader: this.#reader,
      memo: this.#memo,
      pop: () => this.#pop(),
      top: () => this.#top(),
      push: (value) => this.#stack.push(value),
      pushMark: () => this.#stack.push(MARK),
      popMark: () => this.#popMark(),
      damaged: (detail) => this.#damaged(detail),
      path: this.path,
      calls: this.calls,
    });
  }

  #pop(): PickledValue {
    const value = this.#stack.pop();
    if (value === undefined || value === MARK) throw this.#damaged('a value is missing');
    return value;
  }

  #top(): PickledValue {
    const value = this.#stack[this.#stack.length - 1];
    if (value === undefined || value === MARK) throw this.#damaged('a value is missing');
    return value;
  }

  #popMark(): PickledValue[] {
    const at = this.#stack.lastIndexOf(MARK);
    if (at === -1) throw this.#damaged('a mark is missing');
    return this.#stack.splice(at).slice(1) as PickledValue[];
  }

  #damaged(detail: string) {
    return sourceProblem('file-damaged', this.path, detail);
  }
}

interface Machine {
  readonly reader: PickleReader;
  readonly memo: Map<number, PickledValue>;
  readonly path: string;
  readonly calls: PickleCalls;
  pop(): PickledValue;
  top(): PickledValue;
  push(value: PickledValue): void;
  pushMark(): void;
  popMark(): PickledValue[];
  damaged(detail: string): Error;
}

/** Commands that are values by themselves (pickletools of Python lists all). */
const VALUES: Readonly<Record<string, (reader: PickleReader) => PickledValue>> = {
  N: () => null,
  '\x88': () => true,
  '\x89': () => false,
  I: (reader) => integerOfLine(reader.line()),
  L: (reader) => Number(reader.line().replace(/L$/, '')),
  F: (reader) => Number(reader.line()),
  K: (reader) => reader.unsigned(1),
  M: (reader) => reader.unsigned(2),
  J: (reader) => reader.unsigned(4) | 0,
  G: (reader) => reader.double(),
  '\x8a': (reader) => reader.long(reader.unsigned(1)),
  '\x8b': (reader) => reader.long(reader.unsigned(4)),
  S: (reader) => ({ type: 'bytes', bytes: quotedBytes(reader.line()) }),
  U: (reader) => ({ type: 'bytes', bytes: reader.bytes(reader.unsigned(1)) }),
  T: (reader) => ({ type: 'bytes', bytes: reader.bytes(reader.unsigned(4)) }),
  C: (reader) => ({ type: 'bytes', bytes: reader.bytes(reader.unsigned(1)) }),
  B: (reader) => ({ type: 'bytes', bytes: reader.bytes(reader.unsigned(4)) }),
  '\x8e': (reader) => ({ type: 'bytes', bytes: reader.bytes(reader.unsigned(8)) }),
  '\x96': (reader) => ({ type: 'bytes', bytes: reader.bytes(reader.unsigned(8)) }),
  V: (reader) => unescaped(reader.line()),
  X: (reader) => reader.text(reader.unsigned(4)),
  '\x8c': (reader) => reader.text(reader.unsigned(1)),
  '\x8d': (reader) => reader.text(reader.unsigned(8)),
  ']': () => ({ type: 'list', items: [] }),
  '}': () => ({ type: 'dictionary', entries: new Map() }),
  ')': () => ({ type: 'list', items: [] }),
  c: (reader) => ({ type: 'global', name: `${reader.line()}.${reader.line()}` }),
};

function integerOfLine(line: string): PickledValue {
  if (line === '00' || line === '01') return line === '01';
  return Number(line);
}

/** Python's raw-unicode-escape. */
function unescaped(line: string): string {
  return line.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function quotedBytes(line: string): Uint8Array {
  const text = line
    .slice(1, -1)
    .replace(/\\x([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(text, 'latin1');
}

/** Commands that take values from the stack, or change them. */
const STACK_COMMANDS: Readonly<Record<string, (machine: Machine) => void>> = {
  '\x80': ({ reader }) => void reader.unsigned(1),
  '\x95': ({ reader }) => void reader.unsigned(8),
  '(': (machine) => machine.pushMark(),
  '0': (machine) => void machine.pop(),
  '1': (machine) => void machine.popMark(),
  '2': (machine) => machine.push(machine.top()),
  t: (machine) => machine.push({ type: 'list', items: machine.popMark() }),
  l: (machine) => machine.push({ type: 'list', items: machine.popMark() }),
  d: (machine) => machine.push({ type: 'dictionary', entries: pairsOf(machine.popMark()) }),
  '\x85': (machine) => pushTuple(machine, 1),
  '\x86': (machine) => pushTuple(machine, 2),
  '\x87': (machine) => pushTuple(machine, 3),
  a: (machine) => append(machine, [machine.pop()]),
  e: (machine) => append(machine, machine.popMark()),
  s: (machine) => {
    const value = machine.pop();
    setItems(machine, [machine.pop(), value]);
  },
  u: (machine) => setItems(machine, machine.popMark()),
  p: ({ reader, memo, top }) => void memo.set(Number(reader.line()), top()),
  q: ({ reader, memo, top }) => void memo.set(reader.unsigned(1), top()),
  r: ({ reader, memo, top }) => void memo.set(reader.unsigned(4), top()),
  '\x94': ({ memo, top }) => void memo.set(memo.size, top()),
  g: (machine) => recall(machine, Number(machine.reader.line())),
  h: (machine) => recall(machine, machine.reader.unsigned(1)),
  j: (machine) => recall(machine, machine.reader.unsigned(4)),
  '\x93': (machine) => {
    const name = machine.pop();
    machine.push({ type: 'global', name: `${String(machine.pop())}.${String(name)}` });
  },
  R: (machine) => {
    const argument = machine.pop();
    machine.push(machine.calls.reduce(machine.pop(), argument, machine.path));
  },
  Q: (machine) => {
    const id = machine.pop();
    if (machine.calls.persistent === undefined) throw machine.damaged('it refers to what is not in it');
    machine.push(machine.calls.persistent(id));
  },
  '\x81': (machine) => {
    const argument = machine.pop();
    machine.push(machine.calls.reduce(machine.pop(), argument, machine.path));
  },
  b: (machine) => {
    const state = machine.pop();
    const value = machine.top();
    if (typeof value === 'object' && value !== null && 'state' in value) value.state = state;
    // Attributes of a dictionary, such as PyTorch's versions of modules, are none of its entries.
    else if (typeof value === 'object' && value?.type === 'dictionary') return;
    else throw machine.damaged('a state without an object');
  },
};

function pushTuple(machine: Machine, length: number): void {
  const items = Array.from({ length }, () => machine.pop()).reverse();
  machine.push({ type: 'list', items });
}

function append(machine: Machine, values: readonly PickledValue[]): void {
  const list = machine.top();
  if (typeof list !== 'object' || list?.type !== 'list')
    throw machine.damaged('it appends to what is no list');
  for (const value of values) list.items.push(value);
}

function setItems(machine: Machine, values: readonly PickledValue[]): void {
  const dictionary = machine.top();
  if (typeof dictionary !== 'object' || dictionary?.type !== 'dictionary') {
    throw machine.damaged('it sets an entry of what is no dictionary');
  }
  for (const [key, value] of pairsOf(values)) dictionary.entries.set(key, value);
}

function pairsOf(values: readonly PickledValue[]): Map<string, PickledValue> {
  const pairs = new Map<string, PickledValue>();
  for (let at = 0; at + 1 < values.length; at += 2)
    pairs.set(keyOf(values[at] ?? null), values[at + 1] ?? null);
  return pairs;
}

/** Python 2 wrote the keys of CIFAR's dictionaries as bytes. */
function keyOf(value: PickledValue): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return value.type === 'bytes' ? Buffer.from(value.bytes).toString('latin1') : value.type;
}

function recall(machine: Machine, index: number): void {
  const value = machine.memo.get(index);
  if (value === undefined) throw machine.damaged('it recalls what it has not stored');
  machine.push(value);
}
