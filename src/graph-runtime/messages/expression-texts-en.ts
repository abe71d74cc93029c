import type { DiagnosticText } from '../text/diagnostic-text';

/** English: expressions and values of parameters. */
export const expressionTextsEn = {
  // Expressions
  'expression-too-long': {
    what: 'The expression is longer than {limit} characters.',
    advice: 'Split it over parameters of the block.',
  },
  'expression-too-deep': {
    what: 'The expression nests more than {limit} deep.',
    advice: 'Write it with fewer parentheses.',
  },
  'expression-unreadable': {
    what: '“{expression}” cannot be read from “{found}” (character {position}) on.',
    advice:
      'Expressions have numbers, names, + - * / % **, comparisons, && || !, ? :, and floor, ceil, round, min, max, abs.',
  },
  'expression-ends-early': {
    what: '“{expression}” ends where something must still follow.',
    advice: 'Complete it, or close its parentheses.',
  },
  'expression-unknown-function': {
    what: '“{expression}” uses a function {name} that does not exist.',
    advice: 'There are {known}.',
  },
  'expression-operand-count': {
    what: '“{expression}” gives {name} {count} values.',
    advice: 'floor, ceil, round and abs take one value, min and max up to sixteen.',
  },
  'expression-name-misspelt': {
    what: '“{expression}” uses {name}, which has no value here.',
    advice: 'Did you mean {suggestion}?',
  },
  'expression-without-names': {
    what: '“{expression}” uses {name}, but there are no names here.',
    advice: 'Add a parameter {name} to the block or the network, or write a number.',
  },
  'expression-unknown-name': {
    what: '“{expression}” uses {name}, which has no value here.',
    advice: 'There are {known}. Add a parameter {name} to the block, or write a number.',
  },
  'expression-not-a-number': {
    what: '“{expression}” calculates with “{value}”, which is not a number.',
    advice: 'Use numbers with + - * / % ** < > and the functions.',
  },
  'expression-not-a-condition': {
    what: '“{expression}” takes “{value}” for a condition.',
    advice: 'A condition is a comparison, true or false, or a number (0 means no).',
  },
  'expression-not-finite': {
    what: '“{expression}” has no finite result.',
    advice: 'Look for a division by zero or a power that is too large.',
  },

  // Parameters
  'parameter-wrong-kind': {
    what: '{parameter} expects {expected}, but is {received}.',
    advice: 'Write {expected} there.',
  },
  'parameter-out-of-range': {
    what: '{parameter} cannot be {received}.',
    advice: 'Choose a value from {expected}.',
  },
  'parameter-not-whole': {
    what: '{parameter} must be a whole number, not {received}.',
    advice: 'Round it, for example with floor or round.',
  },
  'parameter-unknown-choice': {
    what: '{parameter} cannot be {received}.',
    advice: 'Choose one of {expected}.',
  },
  'parameter-wrong-rank': {
    what: '{parameter} {received} has the wrong number of axes.',
    advice: 'Write {expected} sizes, such as [28, 28, 1] for height, width and channels.',
  },
  'unknown-parameter': {
    what: 'There is no parameter {parameter} here.',
    advice: 'There are: {known}. Remove it, or check its spelling.',
  },
  'parameter-follows': {
    what: '{parameter} is not set here: it follows from what is wired to the layer.',
    advice: 'Remove it.',
  },
  'parameter-misspelt': {
    what: 'There is no parameter {parameter} here.',
    advice: 'Did you mean {suggestion}?',
  },
} as const satisfies Readonly<Record<string, DiagnosticText>>;
