import { blockName } from '../document/block-type';
import type { BlockParameter, NetloomDocument, NodeSpec } from '../document/document';
import type { ParameterDescription } from '../layers/parameter';
import { applies } from '../layers/parameter-applies';
import { getLayer, layers } from '../layers/registry';
import { ACTIVATION, type SweepValue } from './sweep-place';

/** Values of nodes that a sweep can vary. */

/** What a parameter of a node can be. */
export interface VariableParameter {
  readonly name: string;
  readonly value: SweepValue;
  /** Empty: numbers. */
  readonly choices: readonly SweepValue[];
  readonly isWhole: boolean;
}

/** Functions of single values: each can take another's place. A softmax, which is one of a whole vector, cannot. */
export const exchangeableActivations: readonly string[] = layers
  .filter(({ category, normalizedCount }) => category === 'activation' && normalizedCount === undefined)
  .map(({ type }) => type);

/** What a sweep can vary of a node: its activation, and the layer's or the block's numbers, choices and switches. */
export function variablesOf(node: NodeSpec, blocks: NetloomDocument['blocks']): VariableParameter[] {
  const isActivation = exchangeableActivations.includes(node.type);
  const activation = { name: ACTIVATION, value: node.type, choices: exchangeableActivations, isWhole: false };
  const layer = getLayer(node.type);
  const ofLayer = Object.entries(layer?.parameters ?? {}).flatMap(([name, description]) =>
    layer !== undefined && applies(layer, description, node.parameters)
      ? layerVariable(name, description, node.parameters?.[name])
      : [],
  );
  const ofBlock = (blocks[blockName(node.type) ?? '']?.parameters ?? []).flatMap(
    ({ name, kind, default: usual }): VariableParameter[] => {
      const value = node.parameters?.[name] ?? usual;
      if (typeof value === 'boolean') return [{ name, value, choices: [false, true], isWhole: false }];
      return typeof value === 'number' ? [{ name, value, choices: [], isWhole: kind === 'integer' }] : [];
    },
  );
  return [...(isActivation ? [activation] : []), ...ofLayer, ...ofBlock];
}

function layerVariable(name: string, description: ParameterDescription, set: unknown): VariableParameter[] {
  // An expression belongs to the block's parameters: those can be varied instead.
  if (typeof set === 'string' && set.startsWith('=')) return [];
  const value = set ?? description.default;
  switch (description.kind) {
    case 'integer':
    case 'number':
      if (typeof value !== 'number') return [];
      return [{ name, value, choices: [], isWhole: description.kind === 'integer' }];
    case 'pair': {
      const [height, width] = Array.isArray(value) ? value : [value, value];
      // One number means both; a window with two sizes has no such number.
      return typeof height === 'number' && height === width
        ? [{ name, value: height, choices: [], isWhole: true }]
        : [];
    }
    case 'boolean':
      return typeof value === 'boolean' ? [{ name, value, choices: [false, true], isWhole: false }] : [];
    case 'choice': {
      const choices = description.choices.map((choice) => choice.value);
      return typeof value === 'string' ? [{ name, value, choices, isWhole: false }] : [];
    }
    default:
      return [];
  }
}

/** Whether a sweep of all layers, or of those of one type, changes this node. */
export function isOfLayers(
  node: NodeSpec,
  { type, name }: { readonly type: string | null; readonly name: string },
): boolean {
  if (type !== null) return node.type === type;
  return (
    getLayer(node.type) !== undefined && variablesOf(node, {}).some((variable) => variable.name === name)
  );
}

/** The node with another value; null where it has no such parameter, or the value is not allowed. */
export function withNodeValue(
  node: NodeSpec,
  name: string,
  value: SweepValue,
  blocks: NetloomDocument['blocks'],
): NodeSpec | null {
  if (name === ACTIVATION && exchangeableActivations.includes(node.type)) {
    if (typeof value !== 'string' || !exchangeableActivations.includes(value)) return null;
    if (value === node.type) return node;
    const { parameters: _, ...rest } = node;
    return { ...rest, type: value };
  }
  const description = getLayer(node.type)?.parameters[name];
  const own = blocks[blockName(node.type) ?? '']?.parameters.find((parameter) => parameter.name === name);
  const isAllowed = description ? allows(description, value) : own !== undefined && allowsOwn(own, value);
  return isAllowed ? { ...node, parameters: { ...node.parameters, [name]: value } } : null;
}

function allows(description: ParameterDescription, value: SweepValue): boolean {
  switch (description.kind) {
    case 'integer':
    case 'pair':
    case 'number':
      return isWithin(value, description, description.kind !== 'number');
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return description.choices.some((choice) => choice.value === value);
    default:
      return false;
  }
}

/** Whether a parameter of a block or of the network may have that value. */
export function allowsOwn({ kind, minimum, maximum }: BlockParameter, value: SweepValue): boolean {
  if (kind === 'boolean') return typeof value === 'boolean';
  return kind !== 'text' && isWithin(value, { minimum, maximum }, kind === 'integer');
}

interface Range {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

function isWithin(value: SweepValue, { minimum, maximum }: Range, isWhole: boolean): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (isWhole && !Number.isInteger(value)) return false;
  return value >= (minimum ?? Number.NEGATIVE_INFINITY) && value <= (maximum ?? Number.POSITIVE_INFINITY);
}
