import type { DiagnosticText } from '../text/diagnostic-text';

/** English: nodes, blocks and wires, and the network as a whole. */
export const structureTextsEn = {
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
} as const satisfies Readonly<Record<string, DiagnosticText>>;
