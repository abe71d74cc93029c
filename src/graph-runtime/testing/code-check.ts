import { callsIn, type PythonCall, type PythonExpression, readPythonLine } from './python-line';
import signatures from './reference/signatures.json';

/** One argument of a class of Keras or PyTorch, as `reference/generate/signatures.py` recorded it. */
interface Argument {
  readonly name: string;
  /** `variadic` for `*args`, `keyword` for what has no position. Arguments of `**kwargs` are not recorded: no line may use them. */
  readonly kind?: string;
  /** What it may be, in words of `PythonExpression`; absent: nothing that a line can hold. */
  readonly types?: readonly string[];
  /** The texts it may be, where the library lists them; or the name of a list. */
  readonly values?: readonly string[] | string;
  /** Python's text of its default; absent: it must be given. */
  readonly default?: string;
}

const known: Readonly<Record<string, readonly Argument[]>> = signatures.classes;
const lists: Readonly<Record<string, readonly string[]>> = signatures.values;

/**
 * What is wrong with a line of Keras or PyTorch code, against the signatures of the real classes: classes and arguments that do not exist,
 * arguments that are missing, given twice or too many, and literals of a wrong type. Empty for a line that is right.
 */
export function problemsOfCode(line: string): readonly string[] {
  return callsIn(readPythonLine(line)).flatMap(problemsOfCall);
}

function problemsOfCall(call: PythonCall): readonly string[] {
  const declared = known[call.callee];
  if (declared === undefined)
    return [
      `${call.callee} is not among the recorded classes (testing/reference/README.md says how to add one)`,
    ];
  const problems: string[] = [];
  const given = new Set<string>();
  const check = (argument: Argument | undefined, what: string, value: PythonExpression) => {
    if (argument === undefined) problems.push(`${call.callee} has no ${what}`);
    else if (argument.kind !== 'variadic' && given.has(argument.name))
      problems.push(`${call.callee}: ${argument.name} is given twice`);
    else problems.push(...problemsOfValue(call.callee, argument, value));
    if (argument !== undefined) given.add(argument.name);
  };
  const variadic = declared.find(({ kind }) => kind === 'variadic');
  const inOrder = declared.filter(({ kind }) => kind === undefined);
  call.positional.forEach((value, index) => {
    check(inOrder[index] ?? variadic, `argument ${index + 1}`, value);
  });
  for (const { name, value } of call.keywords) {
    const argument = declared.find((one) => one.name === name && one.kind !== 'variadic');
    check(argument, `argument ${name}`, value);
  }
  for (const { name, kind, default: byDefault } of declared) {
    const isRequired = kind !== 'variadic' && byDefault === undefined;
    if (isRequired && !given.has(name)) problems.push(`${call.callee} needs ${name}`);
  }
  return problems;
}

function problemsOfValue(callee: string, argument: Argument, value: PythonExpression): readonly string[] {
  const { name, types = [], values } = argument;
  const kind = typeOf(value);
  if (!types.includes(kind) && !(kind === 'int' && types.includes('float')))
    return [`${callee}: ${name} may be ${types.join(', ')}, not ${kind}`];
  const list = typeof values === 'string' ? lists[values] : values;
  if (value.kind === 'str' && list !== undefined && !list.includes(value.value))
    return [`${callee}: ${name} may be one of ${list.join(', ')}, not ${value.value}`];
  return [];
}

/** `float("-inf")` is a number; what other calls make, only layers that hold layers take. */
function typeOf(value: PythonExpression): string {
  return value.kind === 'call' && value.call.callee === 'float' ? 'float' : value.kind;
}
