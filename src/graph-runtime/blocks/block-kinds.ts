import type { BlockParameter, ParameterValue } from '../document/document';
import { SIZE_LIMITS } from '../layers/limits';
import { type ExpressionValue, isExpression } from './expression';
import { checkValue, isList, type ParameterKind } from './parameter-kinds';

/** Wide enough for every count and size there is, and still exact. */
const LARGEST_NUMBER = 1e12;

/** What a value of a block's parameter must be. */
export function kindOfBlockParameter({ kind, minimum, maximum, choices }: BlockParameter): ParameterKind {
  switch (kind) {
    case 'boolean':
    case 'text':
      return { kind };
    case 'choice':
      return { kind, choices: (choices ?? []).map((value) => ({ value })) };
    case 'padding':
      return { kind, allowsNamed: true };
    case 'pair':
      return { kind, minimum: minimum ?? 0, maximum: maximum ?? SIZE_LIMITS.side };
    default:
      return { kind, minimum: minimum ?? -LARGEST_NUMBER, maximum: maximum ?? LARGEST_NUMBER };
  }
}

/** What a parameter counts as while its value is wrong, so that the rest of the block can be inferred at all. */
export function fallbackValue(parameter: BlockParameter): ExpressionValue {
  const { kind, default: value, minimum, choices } = parameter;
  if (!hasExpression(value)) {
    const reading = checkValue(kindOfBlockParameter(parameter), value);
    if (reading.ok) return reading.value;
    if (!isList(value)) return value;
  }
  switch (kind) {
    case 'boolean':
      return false;
    case 'text':
      return '';
    case 'choice':
      return choices?.[0] ?? '';
    case 'padding':
      return 'same';
    case 'pair':
      return [minimum ?? 1, minimum ?? 1];
    case 'list':
      return [minimum ?? 1];
    default:
      return minimum ?? 1;
  }
}

function hasExpression(value: ParameterValue): boolean {
  return isList(value) ? value.some(isExpression) : isExpression(value);
}
