/** Nodes and wires of a network that trains in no time, with dropout, so that randomness is part of what is compared. */
export const TINY_NETWORK = {
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'flatten', type: 'flatten' },
    { id: 'dropout', type: 'dropout', parameters: { rate: 0.2 } },
    { id: 'dense', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ],
  edges: [
    { from: 'input', to: 'flatten' },
    { from: 'flatten', to: 'dropout' },
    { from: 'dropout', to: 'dense' },
    { from: 'dense', to: 'output' },
  ],
};
