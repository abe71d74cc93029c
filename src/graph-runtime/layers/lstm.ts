import { matMul } from '../ops/matmul';
import { sigmoid, tanh } from '../ops/activations';
import { add, multiply } from '../ops/elementwise';
import { defineRecurrent, gatesOf } from './recurrent';

/**
 * Long short-term memory: `c = σ(f) c + σ(i) tanh(g)`, `h = σ(o) tanh(c)`, with i, f, g and o the quarters of `x W + h U + b`, in this order (Keras's
 * and PyTorch's). State and output are 0 before the first position.
 */
export const lstm = defineRecurrent({
  type: 'lstm',
  otherNames: {
    types: ['LSTMCell', 'LongShortTermMemory'],
    parameters: { return_sequences: 'returnSequences' },
  },
  label: { en: 'LSTM', 'zh-Hant': 'LSTM' },
  summary: {
    en: 'Reads a sequence position by position with a memory that gates fill, empty and show: what matters can be kept for many positions. The rows of an image are such a sequence.',
    'zh-Hant':
      '逐一讀取序列的各個位置，並以閘門決定記憶的寫入、清除與輸出：重要的內容可以保留很久。影像的各列也能當作序列。',
  },
  reference: {
    title: 'Hochreiter, Schmidhuber: Long Short-Term Memory (1997)',
    url: 'https://doi.org/10.1162/neco.1997.9.8.1735',
  },
  gates: 4,
  biasRows: 1,
  step(cell, input, state) {
    const { graph } = cell;
    const [before, memory] = state ?? [];
    const sums = before === undefined ? input : add(graph, input, matMul(graph, before, cell.kernel));
    const [i, f, g, o] = gatesOf(cell, sums);
    if (i === undefined || f === undefined || g === undefined || o === undefined)
      throw new Error('four gates');
    const written = multiply(graph, sigmoid(graph, i), tanh(graph, g));
    const kept =
      memory === undefined ? written : add(graph, multiply(graph, sigmoid(graph, f), memory), written);
    return [multiply(graph, sigmoid(graph, o), tanh(graph, kept)), kept];
  },
  keras: 'LSTM',
});
