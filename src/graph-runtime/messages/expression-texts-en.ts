import type { DiagnosticText } from '../text/diagnostic-text';

/** English: expressions and values of parameters. */
export const expressionTextsEn = {
  // Expressions
  'expression-too-long': {
    what: 'The expression is longer than {limit} characters.',
    advice: 'Split it over parameters of the block.',
  },
  'expression-too-deep': {
    what: 'The expression is nested more than {limit} levels deep.',
    advice: 'Write it with fewer parentheses.',
  },
  'expression-unreadable': {
    what: '“{expression}” cannot be parsed from “{found}” on (character {position}).',
    advice:
      'Expressions can contain numbers, texts in quotes such as "relu", names such as filters or in.channels, + - * / % **, comparisons, && || !, ? :, lists such as [64, 128], their elements (widths[index]), and floor, ceil, round, min, max, abs, length.',
  },
  'expression-ends-early': {
    what: '“{expression}” is incomplete.',
    advice: 'Add the missing part, or close its parentheses.',
  },
  'expression-unknown-function': {
    what: '“{expression}” uses a function {name} that does not exist.',
    advice: 'Available functions: {known}.',
  },
  'expression-operand-count': {
    what: '“{expression}” calls {name} with {count} values.',
    advice: 'floor, ceil, round, abs and length take one value, min and max up to sixteen.',
  },
  'expression-name-misspelled': {
    what: '“{expression}” uses {name}, which has no value here.',
    advice: 'Did you mean {suggestion}?',
  },
  'expression-without-names': {
    what: '“{expression}” uses {name}, but no parameters are defined here.',
    advice: 'Add a parameter {name} to the block or the network, or write a number.',
  },
  'expression-unknown-name': {
    what: '“{expression}” uses {name}, which has no value here.',
    advice: 'Available names: {known}. Or add a parameter {name} to the block, or write a number.',
  },
  'expression-size-unknown': {
    what: '“{expression}” uses {name}, and what comes in there has no size yet.',
    advice: 'Connect the block, and fix what is wrong before it.',
  },
  'expression-not-a-number': {
    what: '“{expression}” calculates with “{value}”, which is not a number.',
    advice: 'Use numbers with + - * / % ** < > and the functions.',
  },
  'expression-not-a-condition': {
    what: '“{expression}” uses “{value}” as a condition.',
    advice: 'A condition is a comparison, true or false, or a number (0 means no).',
  },
  'expression-not-a-list': {
    what: '“{expression}” looks up an element of “{value}”, which is no list.',
    advice: 'Use a parameter of the kind list or pair: widths[index].',
  },
  'expression-no-element': {
    what: '“{expression}” looks up element {index}; the list has elements 0 to {last}.',
    advice: 'Elements are counted from 0. Make the list longer, or choose a smaller index.',
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
    advice: 'Available parameters: {known}. Remove it, or check its spelling.',
  },
  'parameter-follows': {
    what: '{parameter} is not set here: it is determined by the input of the layer.',
    advice: 'Remove it.',
  },
  'parameter-misspelled': {
    what: 'There is no parameter {parameter} here.',
    advice: 'Did you mean {suggestion}?',
  },
} as const satisfies Readonly<Record<string, DiagnosticText>>;
