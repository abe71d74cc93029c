import type { OnnxSourceGraph, OnnxSourceNode } from '../source-model';
import { gatedActivations, geluOfErf, hardSwishOfClip } from './activations';
import { adaptiveAverage, adaptiveMaximum } from './adaptive-pooling';
import { asStrided } from './as-strided';
import { attention } from './attention';
import { channelShuffle } from './channel-shuffle';
import { classToken } from './class-token';
import { cosine } from './cosine';
import { embedding } from './embedding';
import { growingConcat } from './growing-concat';
import { maxUnpooling } from './max-unpooling';
import { groupNormalization, rmsNormalization } from './normalization';
import { GraphView, type Idiom } from './idiom';

const idioms: readonly Idiom[] = [
  gatedActivations,
  hardSwishOfClip,
  geluOfErf,
  channelShuffle,
  attention,
  classToken,
  asStrided,
  growingConcat,
  maxUnpooling,
  embedding,
  groupNormalization,
  rmsNormalization,
  adaptiveAverage,
  adaptiveMaximum,
  cosine,
];

/** A graph in which each idiom is one node, and the nodes that are gone for it. */
export function withoutIdioms(graph: OnnxSourceGraph): {
  readonly graph: OnnxSourceGraph;
  readonly gone: readonly OnnxSourceNode[];
} {
  const view = new GraphView(graph);
  const gone = new Set<OnnxSourceNode>();
  const replaced = new Map<OnnxSourceNode, OnnxSourceNode>();
  const initializers = new Map(graph.initializers);
  for (const node of graph.nodes) {
    if (node.domain !== '') continue;
    for (const idiom of idioms) {
      const match = idiom.find(node, view);
      if (match === null || match.others.some((one) => gone.has(one) || replaced.has(one))) continue;
      replaced.set(node, match.replacement);
      for (const one of match.others) gone.add(one);
      for (const [name, tensor] of match.tensors ?? []) initializers.set(name, tensor);
      break;
    }
  }
  const nodes = graph.nodes.filter((node) => !gone.has(node)).map((node) => replaced.get(node) ?? node);
  return { graph: { ...graph, nodes, initializers }, gone: [...gone] };
}
