import { appendTo } from '../../../../graph-runtime/collections/group-by';
import type { KerasWeights } from '../../../../graph-runtime/exchange/import/keras/source-model';
import type { SourceTensor } from '../../../../graph-runtime/exchange/import/network/weight-values';

/** Tensors that are called by their layers, `conv1/kernel`, found by the name of the layer. */
export function weightsByLayer(tensors: readonly SourceTensor[]): KerasWeights {
  const byLayer = new Map<string, SourceTensor[]>();
  const inside = new Map<string, SourceTensor[]>();
  for (const tensor of tensors) {
    const parts = tensor.name.split('/').slice(0, -1);
    // Scopes may precede the layer's name: each end of the path may be its name.
    for (let at = 0; at < parts.length; at += 1) {
      const key = parts.slice(at).join('/');
      byLayer.set(key, [...(byLayer.get(key) ?? []), tensor]);
      // A recurrent layer has its weights in its cell, `lstm/lstm_cell/kernel`, attention in its projections.
      if (/(^|_)cell(_\d+)?$|^(query|key|value|attention_output)$/.test(parts.at(-1) ?? ''))
        appendTo(inside, parts[at] ?? '', tensor);
    }
  }
  return {
    all: tensors,
    of(path) {
      const [name = ''] = path.slice(-1);
      return (
        byLayer.get(path.join('/')) ??
        byLayer.get(name) ??
        byLayer.get(`${name}/${name}`) ?? [...new Set(inside.get(name))]
      );
    },
  };
}
