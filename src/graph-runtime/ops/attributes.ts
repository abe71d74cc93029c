import type { Attribute, DataType, OpNode, OpShape } from './op-graph';

/** Writes attributes the short way: `{ T: attr.type('float32'), strides: attr.ints([1, 1, 1, 1]) }`. */
export const attr = {
  type: (value: DataType): Attribute => ({ kind: 'type', value }),
  types: (value: readonly DataType[]): Attribute => ({ kind: 'types', value }),
  int: (value: number): Attribute => ({ kind: 'int', value }),
  ints: (value: readonly number[]): Attribute => ({ kind: 'ints', value }),
  float: (value: number): Attribute => ({ kind: 'float', value }),
  bool: (value: boolean): Attribute => ({ kind: 'bool', value }),
  string: (value: string): Attribute => ({ kind: 'string', value }),
  shape: (value: OpShape): Attribute => ({ kind: 'shape', value }),
} as const;

type AttributesByKind = { readonly [A in Attribute as A['kind']]: A };

/** The value of an attribute of the given kind. Throws when the op has no such attribute: it was built wrongly. */
export function attributeOf<K extends Attribute['kind']>(
  op: OpNode,
  name: string,
  kind: K,
): AttributesByKind[K]['value'] {
  const attribute = op.attributes[name];
  if (!isOfKind(attribute, kind))
    throw new Error(`${op.name} (${op.op}) has no attribute ${name} of kind ${kind}`);
  return attribute.value;
}

function isOfKind<K extends Attribute['kind']>(
  attribute: Attribute | undefined,
  kind: K,
): attribute is AttributesByKind[K] {
  return attribute?.kind === kind;
}
