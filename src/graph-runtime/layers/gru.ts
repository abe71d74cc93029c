import { matMul } from '../ops/matmul';
import { sigmoid, tanh } from '../ops/activations';
import { add, multiply, subtract } from '../ops/elementwise';
import { reshape } from '../ops/shape';
import { defineRecurrent, gatesOf } from './recurrent';

/**
 * Gated recurrent unit: `h = n + σ(z) (h − n)` with `n = tanh(xₙ + σ(r) hₙ)`; z, r and n are the thirds of `x W + b₀` and `h U + b₁`, in this order
 * (Keras's, with `reset_after`; PyTorch computes the same in another order of the gates). The state is 0 before the first position.
 */
export const gru = defineRecurrent({
  type: 'gru',
  otherNames: {
    types: ['GRUCell', 'GatedRecurrentUnit'],
    parameters: { return_sequences: 'returnSequences' },
  },
  label: { en: 'GRU', 'zh-Hant': 'GRU' },
  summary: {
    en: 'Reads a sequence position by position as an LSTM does, with one state and two gates: three quarters of its weights, and often as good.',
    'zh-Hant': '和 LSTM 一樣逐一讀取序列，但只有一個狀態與兩個閘門：權重只有四分之三，效果往往相當。',
  },
  reference: {
    title: 'Cho et al.: Learning Phrase Representations using RNN Encoder-Decoder (2014)',
    url: 'https://arxiv.org/abs/1406.1078',
  },
  gates: 3,
  biasRows: 2,
  step(cell, input, state) {
    const { graph, kernel, bias } = cell;
    if (bias === null) throw new Error('a bias of two rows');
    const [before] = state ?? [];
    const [z, r, n] = gatesOf(cell, input);
    const product =
      before === undefined ? null : gatesOf(cell, add(graph, matMul(graph, before, kernel), bias));
    // Before the first position only the bias is left of the state's part.
    const [hz, hr, hn] = product ?? gatesOf(cell, reshape(graph, bias, [1, 3 * cell.units]));
    if (!z || !r || !n || !hz || !hr || !hn) throw new Error('three gates');
    const update = sigmoid(graph, add(graph, z, hz));
    const reset = sigmoid(graph, add(graph, r, hr));
    const proposed = tanh(graph, add(graph, n, multiply(graph, reset, hn)));
    if (before === undefined) return [subtract(graph, proposed, multiply(graph, update, proposed))];
    return [add(graph, proposed, multiply(graph, update, subtract(graph, before, proposed)))];
  },
  keras: 'GRU',
});
