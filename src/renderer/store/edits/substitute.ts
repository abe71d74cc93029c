import {
  type ExpressionValue,
  evaluateExpression,
  isExpression,
} from '../../../graph-runtime/blocks/expression';
import type { BlockParameter, NodeSpec, ParameterValue } from '../../../graph-runtime/document/document';

/** Puts values into expressions, for parts of a network that move out of the block whose parameters they name. */

/** What stands for each name: a literal, or an expression (with its `=`) of the surroundings. */
export type Substitution = ReadonlyMap<string, ParameterValue>;

/** Names in an expression (`filters`, `in.channels`), outside of quoted texts; a name before a parenthesis is a function. */
const NAME_OR_TEXT =
  /'[^']*'|"[^"]*"|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?(?!\s*\(|[A-Za-z0-9_.])/g;

/** The names an expression uses. */
export function namesIn(expression: string): string[] {
  const found = expression.match(NAME_OR_TEXT) ?? [];
  return found.filter((token) => !/^['"]/.test(token) && token !== 'true' && token !== 'false');
}

function asOperand(value: ParameterValue): string | null {
  if (isExpression(value)) return `(${value.slice(1)})`;
  if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `'${value}'`;
  const elements = value.map(asOperand);
  return elements.includes(null) ? null : `[${elements.join(', ')}]`;
}

/** What an expression gives, as a document has it. */
export function writtenValue(value: ExpressionValue): ParameterValue {
  return typeof value === 'object' ? [...value] : value;
}

/** The expression with the names replaced; computed where nothing unknown is left in it. */
export function substituteExpression(expression: string, values: Substitution): ParameterValue {
  const source = expression.slice(1);
  const own = values.get(source.trim());
  // `=filters` alone is whatever stands for it, also a list.
  if (own !== undefined) return own;
  const replaced = source.replace(NAME_OR_TEXT, (token) => {
    const value = values.get(token);
    return (value === undefined ? null : asOperand(value)) ?? token;
  });
  if (namesIn(replaced).length > 0) return `=${replaced.trim()}`;
  const result = evaluateExpression(replaced, new Map<string, ExpressionValue>());
  return result.ok ? writtenValue(result.value) : `=${replaced.trim()}`;
}

export function substituteValue(value: ParameterValue, values: Substitution): ParameterValue {
  if (Array.isArray(value)) {
    return value.map((item) => {
      const substituted = isExpression(item) ? substituteExpression(item, values) : item;
      return typeof substituted === 'number' || typeof substituted === 'string' ? substituted : item;
    });
  }
  return isExpression(value) ? substituteExpression(value, values) : value;
}

/** A node with the names in all its expressions replaced. */
export function substituteNode(node: NodeSpec, values: Substitution): NodeSpec {
  const result: NodeSpec = { ...node };
  if (node.parameters !== undefined) {
    result.parameters = Object.fromEntries(
      Object.entries(node.parameters).map(([name, value]) => [name, substituteValue(value, values)]),
    );
  }
  if (isExpression(node.enabled)) {
    const enabled = substituteExpression(node.enabled, values);
    if (typeof enabled === 'string') result.enabled = enabled;
    else if (isTrue(enabled)) delete result.enabled;
    else result.enabled = false;
  }
  if (isExpression(node.muted)) {
    const muted = substituteExpression(node.muted, values);
    if (typeof muted === 'string') result.muted = muted;
    else if (isTrue(muted)) result.muted = true;
    else delete result.muted;
  }
  if (isExpression(node.repeat)) {
    const repeat = substituteExpression(node.repeat, values);
    if (typeof repeat === 'number' || typeof repeat === 'string') result.repeat = repeat;
  }
  return result;
}

function isTrue(value: ParameterValue): boolean {
  return value === true || (typeof value === 'number' && value !== 0);
}

/** Every name that the expressions of a node use. */
export function namesInNode(node: NodeSpec): Set<string> {
  const values = [...Object.values(node.parameters ?? {}).flat(), node.enabled, node.muted, node.repeat];
  return new Set(values.flatMap((value) => (isExpression(value) ? namesIn(value.slice(1)) : [])));
}

/** What parameters stand for where nothing sets them. */
export function defaultsOf(parameters: readonly BlockParameter[]): Map<string, ParameterValue> {
  return valuesAtUse(parameters, { id: 'use', type: '' });
}

/** One number stands for both of a pair, or is a list of one; expressions may look up its elements. */
function asList(kind: BlockParameter['kind'], value: ParameterValue): ParameterValue {
  if (typeof value !== 'number' || (kind !== 'pair' && kind !== 'list')) return value;
  return kind === 'pair' ? [value, value] : [value];
}

/** What the names in a block stand for at one of its uses: what the use sets, else the defaults; and the sizes of what comes in. */
export function valuesAtUse(
  parameters: readonly BlockParameter[],
  use: NodeSpec,
  sizes: Substitution = new Map(),
): Map<string, ParameterValue> {
  const values = new Map<string, ParameterValue>(sizes);
  for (const parameter of parameters) {
    const given = use.parameters?.[parameter.name];
    // A default may be an expression over the parameters before it.
    const value = given ?? substituteValue(parameter.default, values);
    values.set(parameter.name, asList(parameter.kind, value));
  }
  return values;
}
