import type { MessageCatalogue } from './catalogue';
import { fileTextsEn } from './file-texts-en';

/** English. The other languages are typed after it: a text that is missing there does not compile. */
export const en = {
  diagnostics: {
    ...fileTextsEn,

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

    // Nodes and blocks
    'unknown-type': {
      what: 'There is no layer “{type}”.',
      advice: 'Choose a layer from the palette.',
    },
    'type-misspelt': {
      what: 'There is no layer “{type}”.',
      advice: 'Did you mean {suggestion}?',
    },
    'other-name': {
      what: 'The layer “{type}” is called {known} here.',
      advice: 'Change its type; parameters of the same meaning are kept under their names here.',
    },
    'layer-not-available': {
      what: 'The layer “{type}” is not available yet.',
      advice: 'Choose another layer from the palette.',
    },
    'unknown-block': {
      what: 'There is no block “{type}” in this network.',
      advice: 'Define it, or use one that is there.',
    },
    'block-recursion': {
      what: 'The block {block} contains itself.',
      advice:
        'A block may contain other blocks, but not itself, not even by way of others. To repeat it, set its repeat count.',
    },
    'nesting-too-deep': {
      what: 'Blocks are nested more than {limit} deep at {block}.',
      advice: 'Put some of them side by side.',
    },
    'port-outside-block': {
      what: '{node} is the port of a block, but stands outside any block.',
      advice: 'The network itself begins with an Input layer and ends with an Output layer.',
    },
    'cannot-repeat': {
      what: '{node} cannot be repeated.',
      advice: 'Copies stand one behind another, so the node must take one input and give an output.',
    },
    'duplicate-id': {
      what: 'There are two nodes named {node}.',
      advice: 'Rename one of them.',
    },
    'path-collision': {
      what: '{node} and a numbered copy of {other} have the same name.',
      advice: 'Rename one of them: the copies of a repeated node get numbers behind its name.',
    },
    'network-too-large': {
      what: 'The network expands to more than {limit} layers.',
      advice: 'Lower the repeat counts of its blocks.',
    },
    'further-problems': {
      what: 'There are {count} further problems.',
      advice: 'Solve the ones listed first.',
    },

    // Wires
    'edge-to-nowhere': {
      what: 'The wire {from} → {to} ends at {missing}, which is not there.',
      advice: 'Remove the wire or lead it to another node.',
    },
    'takes-no-input': {
      what: '{node} takes no input, but the wire {from} → {to} leads into it.',
      advice: 'Remove the wire.',
    },
    'unknown-input-port': {
      what: '{node} has no input “{port}”.',
      advice: 'Lead the wire to one of: {known}.',
    },
    'gives-no-output': {
      what: '{node} gives no output, but the wire {from} → {to} starts at it.',
      advice: 'Remove the wire.',
    },
    'unknown-output-port': {
      what: '{node} has no output “{port}”.',
      advice: 'Start the wire at one of: {known}.',
    },
    'duplicate-wire': {
      what: 'The wire {from} → {to} is there twice.',
      advice: 'Remove one of them, unless the value really is to count twice.',
    },
    'port-occupied': {
      what: '{node} takes one wire at “{port}”, but several lead there: {received}.',
      advice: 'Keep one, or join them first with Add or Concatenate.',
    },
    'unconnected-input': {
      what: 'Nothing is wired to {node}.',
      advice: 'Draw a wire from the layer whose result it is to work on.',
    },
    'switched-off-source': {
      what: '{node} is switched off and has no input to pass on.',
      advice: 'Switch it on again.',
    },
    'muted-input': {
      what: 'What feeds {port} of {node} is muted, and what feeds its other inputs is not.',
      advice: 'Unmute it, or mute {node} as well.',
    },
    'output-muted': {
      what: 'Nothing reaches the output: {node} is muted, and the rest lives on it.',
      advice: 'Unmute it, or bypass it instead: then its input passes through.',
    },
    cycle: {
      what: 'These nodes wait for one another: {cycle}.',
      advice: 'Remove a wire on the way round: values only flow forward.',
    },

    // Shapes
    'image-expected': {
      what: 'An image is needed here, but {received} comes in.',
      advice:
        'Wire it to feature maps (height × width × channels), or reshape first. To transform each position of a sequence by itself, use Dense.',
    },
    'vector-expected': {
      what: 'A vector is needed here, but {received} comes in.',
      advice:
        'Flatten keeps all values, with weights of their own for each position; a global average pooling keeps one value per channel; a 1 × 1 convolution applies the same weights at each position.',
    },
    'output-of-image': {
      what: 'The output takes one score per class, but an image of {received} comes in.',
      advice:
        'Networks that output an image or a class per pixel cannot be trained yet. To classify whole images, average each channel to one score.',
    },
    'output-of-positions': {
      what: 'The output takes one score per class, but scores at several positions come in: {received}.',
      advice:
        'A class per position cannot be trained yet. To classify the whole input, average over the positions.',
    },
    'kernel-too-large': {
      what: 'The {kernel} kernel does not fit the {input} input.',
      advice: 'Choose a kernel of at most {largest}, or more padding.',
    },
    'padding-too-large': {
      what: 'A padding of {padding} makes windows that lie wholly outside the image.',
      advice: 'With a kernel of {kernel}, the padding can be at most {limit}.',
    },
    'groups-do-not-divide-input': {
      what: '{channels} channels cannot be divided into {groups} equal groups.',
      advice: 'Choose a number of groups that divides the channels.',
    },
    'groups-do-not-divide-filters': {
      what: '{filters} filters cannot be divided into {groups} equal groups.',
      advice: 'Choose a number of filters that the groups divide.',
    },
    'add-shape-mismatch': {
      what: 'Input {index} cannot be added to the first one.',
      advice:
        'The shapes must be equal, or one has a single value per channel (1 × 1 × channels). On a shortcut, a 1 × 1 convolution brings both to one shape.',
    },
    'multiply-shape-mismatch': {
      what: 'Input {index} cannot be multiplied with the first one.',
      advice: 'The shapes must be equal, or one has a single value per channel (1 × 1 × channels).',
    },
    'concatenate-size-mismatch': {
      what: 'Input {index} cannot be put beside the first one.',
      advice: 'Height and width must be equal; only the channels may differ.',
    },
    'reshape-count-mismatch': {
      what: '{input} holds {available} values, but {target} needs {wanted}.',
      advice: 'Choose a shape with as many values as come in.',
    },
    'slice-out-of-range': {
      what: 'Channels {first} to {last} are to be taken, but there are only {channels}, counted from 0.',
      advice: 'Begin earlier or take fewer channels.',
    },
    'size-not-odd': {
      what: 'The window of {size} channels has no middle.',
      advice: 'Choose an odd number.',
    },
    'too-few-classes': {
      what: 'This loss needs at least {minimum} scores, but {classes} come in.',
      advice: 'Give the last dense layer one unit a class, or choose the binary cross-entropy.',
    },
    'tensor-too-large': {
      what: 'The result {shape} has more values than can be computed with.',
      advice: 'Make the input smaller, or reduce the size earlier in the network.',
    },

    // The network as a whole
    'no-input': {
      what: 'The network has no input.',
      advice: 'Add an Input layer: the images enter there.',
    },
    'several-inputs': {
      what: 'The network has a second input, beside {other}.',
      advice: 'Images enter at one place. Feed both branches from one input, and remove the other.',
    },
    'no-output': {
      what: 'The network has no output.',
      advice: 'Add an Output layer: its loss is what training makes small.',
    },
    'no-main-output': {
      what: 'All outputs are auxiliary.',
      advice: 'One output must give the predictions: make the last one the main output.',
    },
    'several-outputs': {
      what: 'The network has two main outputs: {other} and {node}.',
      advice:
        'Predictions and accuracy come from one main output. Make the other auxiliary (its loss helps training, as in GoogLeNet, and its predictions are not used), or remove it. Two predictions from one network cannot be trained yet.',
    },
    'no-loss': {
      what: 'Every loss has the weight 0, so there is nothing to make small.',
      advice: 'Give the main output’s loss the weight 1.',
    },
    'nothing-to-train': {
      what: 'The network has no weights that could learn.',
      advice: 'Add a convolution or a dense layer.',
    },
    'result-unused': {
      what: 'Nothing uses the result of {node}.',
      advice: 'Wire it on, or remove it. It takes no part in the training.',
    },
  },
  fixes: {
    'add-input': 'Add an input',
    'add-output': 'Add an output',
    'change-type': 'Change the type to {type}',
    'use-layer': 'Use {type}, the same layer',
    connect: 'Wire {from} to {to}',
    'insert-flatten': 'Insert Flatten: {count} values become one vector',
    'insert-average': 'Insert global average pooling: one mean for each of {channels} channels',
    'insert-average-scores':
      'Insert global average pooling: {channels} scores for the whole image, none for single pixels',
    'insert-position-average': 'Average over the {positions} positions: {channels} values for all of them',
    'insert-reshape': 'Insert Reshape to {shape}',
    'use-pointwise': 'Apply it at each position instead: a 1 × 1 convolution',
    'insert-resize': 'Insert Resize before it',
    'insert-projection':
      'Insert a 1 × 1 convolution with {filters} filters and stride {strides} on the wire from {from}',
    'insert-dense-projection': 'Insert a dense layer with {units} units on the wire from {from}',
    'match-filters': 'Set {parameter} of {node} to {value}',
    'keep-edge': 'Keep only the wire {from} → {to}',
    'keep-size': 'Set the padding of {nodes} to same',
    'remove-edge': 'Remove the wire {from} → {to}',
    'remove-edges': 'Remove the wires from {from} to {to}',
    'remove-node': 'Remove {node}',
    'remove-parameter': 'Remove {parameter}',
    'rename-field': 'Rename {name} to {newName}',
    'use-field-value': 'Set {newName} to {value}',
    'choose-type': 'Change the type to {type}, with {name} {value}',
    'move-field': 'Move {name} to {to}',
    'remove-field': 'Remove {name}',
    'rename-node': 'Rename {node} to {newName}',
    'rename-parameter': 'Rename {parameter} to {newName}',
    'reset-parameter': 'Set {parameter} back to its default',
    rewire: 'Wire {from} to {to} instead',
    'set-parameter': 'Set {parameter} to {value}',
    'switch-on': 'Switch {node} on',
    'make-auxiliary': 'Make {node} auxiliary: only its loss is used',
    'share-input': 'Feed from {other} what {node} feeds, and remove {node}',
    mute: 'Mute {node}',
    unmute: 'Unmute {node}',
    // Repairs of training checks
    'remove-layer': 'Remove {node} and connect its neighbors',
    'set-setting': 'Set {setting} to {value}',
    'use-dataset': 'Use {name}',
  },
  terms: {
    'height × width × channels': 'height × width × channels',
    'a wire': 'a wire',
    none: 'none',
    features: 'a vector: one row of numbers',
    number: 'a number',
    'whole number': 'a whole number',
    text: 'a text',
    'true / false': 'true or false',
    '[height, width]': '[height, width]',
    '[height, width, channels]': '[height, width, channels]',
    string: 'a text',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    record: 'an object',
    int: 'a whole number',
    'json value': 'a value',
    'json name': 'a name in double quotation marks',
    'json colon': 'a colon',
    'json comma or brace': 'a comma or }',
    'json comma or bracket': 'a comma or ]',
    'json end': 'the end of the file',
    'json nothing': 'the end of the file',
  },
  kinds: {
    text: 'the text {value}',
    number: 'the number {value}',
    boolean: '{value}',
    list: 'the list {value}',
    object: 'the object {value}',
    null: 'null',
  },
  or: ' or ',
  labels: {
    expected: 'Expected',
    received: 'Received',
    uses: 'In block {block}, used {count} times: {paths}',
    copies: 'In {count} copies: {paths}',
  },
} as const satisfies MessageCatalogue;

/** The catalogue every language must be equal to, but for the words. */
export type CompleteCatalogue = {
  readonly diagnostics: Readonly<
    Record<keyof typeof en.diagnostics, { readonly what: string; readonly advice: string }>
  >;
  readonly fixes: Readonly<Record<keyof typeof en.fixes, string>>;
  readonly terms: Readonly<Record<keyof typeof en.terms, string>>;
  readonly labels: MessageCatalogue['labels'];
  readonly kinds: MessageCatalogue['kinds'];
  readonly or: string;
};
