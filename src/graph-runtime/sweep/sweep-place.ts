import { blockName } from '../document/block-type';
import { settingAt } from '../settings/paths';

/** A value that a trial gives to a parameter: a number, a choice by its name in documents, or on and off. */
export type SweepValue = number | string | boolean;

/** What a sweep can vary, by its name (`sweepPlace`), with the value it has now. */
export interface SweepParameter {
  readonly parameter: string;
  readonly value: SweepValue;
  readonly isWhole: boolean;
  /** What can be chosen, in the order of forms; empty: any number. */
  readonly choices: readonly SweepValue[];
}

/** What the name of a sweep's parameter stands for. */
export type SweepPlace =
  /** A training setting; `optimizer.type` is which optimizer it is. */
  | { readonly kind: 'setting'; readonly path: string }
  /** A parameter of the whole network. */
  | { readonly kind: 'network'; readonly name: string }
  /** A parameter of a node, in the block `scope` or outside of all. */
  | { readonly kind: 'node'; readonly scope: string | null; readonly id: string; readonly name: string }
  /** A parameter of all layers that have it, or of all layers of one type. */
  | { readonly kind: 'layers'; readonly type: string | null; readonly name: string };

/** The contract's name for the learning rate, which every optimizer has. */
export const LEARNING_RATE = 'learningRate';
export const LEARNING_RATE_PATH = 'optimizer.learningRate';

/** As the parameter of an activation layer: which activation it is. */
export const ACTIVATION = 'type';

/**
 * The place that a name stands for: `learningRate`, `batchSize`, `optimizer.type`, `network.ratio`, `conv1.filters`, `relu1.type`,
 * `block:residual/conv1.filters`; `*.kernelInitializer` is that of all layers, `*sigmoid.type` the activation of all sigmoids. Whether a
 * document has it is another question. Null: no such name.
 */
export function sweepPlace(parameter: string): SweepPlace | null {
  const path = parameter === LEARNING_RATE ? LEARNING_RATE_PATH : parameter;
  const [, type, ofLayers] = /^\*([^./]*)\.([^./]+)$/.exec(path) ?? [];
  if (ofLayers !== undefined)
    return { kind: 'layers', type: type === '' ? null : (type ?? null), name: ofLayers };
  const slash = path.indexOf('/');
  const scope = slash < 0 ? null : blockName(path.slice(0, slash));
  if (scope === null && settingAt(path) !== undefined) return { kind: 'setting', path };
  const [id = '', name] = path.slice(scope === null ? 0 : slash + 1).split('.');
  if (name === undefined) return null;
  if (scope === null && id === 'network') return { kind: 'network', name };
  return { kind: 'node', scope, id, name };
}
