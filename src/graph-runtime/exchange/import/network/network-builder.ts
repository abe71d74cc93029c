import { checkValue } from '../../../blocks/parameter-kinds';
import {
  DOCUMENT_LIMITS,
  DOCUMENT_VERSION,
  documentSchema,
  type NetloomDocument,
  type ParameterValue,
} from '../../../document/document';
import type { LayerDefinition } from '../../../layers/layer';
import type { ResolvedParameter, ResolvedParameters } from '../../../layers/parameter';
import { getLayer } from '../../../layers/registry';
import { formatShape, isSameShape } from '../../../layers/tensor-type';
import type { BuiltNode } from './built-node';
import type { ImportedPlaceholder, PlaceholderReason } from './import-report';
import type { ImportedWeight } from './imported-network';
import { NodeNames } from './node-names';
import { weightOwners } from './weight-owners';
import type { SourceTensor } from './weight-values';

/** An operation has no layer here that computes the same; caught where its placeholder is made, and nowhere else. */
export class CannotMap extends Error {
  constructor(
    readonly reason: PlaceholderReason,
    readonly detail = '',
  ) {
    super(detail);
  }
}

export type GivenParameters = Readonly<Record<string, ResolvedParameter>>;

export interface NewNode {
  readonly parameters?: GivenParameters;
  readonly inputs: readonly BuiltNode[];
  readonly weights?: Readonly<Record<string, SourceTensor>>;
  readonly callOf?: string | undefined;
  /** What the file calls it. */
  readonly name: string;
}

/** Builds a network of layers one after the other, each checked by its own rules as soon as it is there. */
export class NetworkBuilder {
  readonly #nodes: BuiltNode[] = [];
  readonly #names = new NodeNames();
  readonly #placeholders: ImportedPlaceholder[] = [];

  get nodes(): readonly BuiltNode[] {
    return this.#nodes;
  }

  get placeholders(): readonly ImportedPlaceholder[] {
    return this.#placeholders;
  }

  /** @throws CannotMap when the layer refuses the parameters, what enters it or the weights */
  add(type: string, node: NewNode): BuiltNode {
    const layer = getLayer(type);
    if (layer === undefined) throw new Error(`there is no layer ${type}`);
    const given = node.parameters ?? {};
    const parameters = resolved(layer, given);
    const inputs = node.inputs.map(({ shape }) => ({ shape }));
    const result = layer.infer(parameters, inputs);
    if (!result.ok) {
      const { code, expected = '', received = '' } = result.diagnostic;
      throw new CannotMap('layer-refuses', `${type}: ${code}, ${received} (${expected})`);
    }
    const weights = new Map(Object.entries(node.weights ?? {}));
    for (const { name, shape } of layer.weights(parameters, inputs)) {
      const found = weights.get(name);
      if (found === undefined || !isSameShape(found.shape, shape)) {
        const has = found === undefined ? '' : formatShape(found.shape);
        throw new CannotMap('shape', `${name}: ${formatShape(shape)}, ${has}`);
      }
    }
    const [output] = result.outputs;
    return this.#push(
      {
        ...{ type, name: node.name, parameters: withoutDefaults(layer, given), inputs: node.inputs, weights },
        callOf: node.callOf,
      },
      output?.shape ?? [],
    );
  }

  /** The place of an operation that has no layer. */
  addPlaceholder(
    operation: string,
    inputs: readonly BuiltNode[],
    what: Omit<ImportedPlaceholder, 'node' | 'operation'> & {
      readonly name: string;
      readonly shape: readonly number[];
    },
  ): BuiltNode {
    const { name, shape, ...report } = what;
    const parameters = {
      operation: shortened(operation),
      ...(report.attributes !== '' && { attributes: shortened(report.attributes) }),
      outputShape: shape.map((size) => Math.max(1, size)),
    };
    const node = this.#push(
      { type: 'placeholder', name, parameters, inputs, weights: new Map(), callOf: undefined },
      shape,
    );
    this.#placeholders.push({ node: node.id, operation, ...report });
    return node;
  }

  /** Takes a node away that nothing reads. */
  removeUnread(node: BuiltNode): void {
    const at = this.#nodes.indexOf(node);
    const isRead = this.#nodes.some(({ inputs }) => inputs.includes(node));
    if (at >= 0 && !isRead) this.#nodes.splice(at, 1);
  }

  /** The weights of all nodes that have their own, by the names they have in the network. */
  weights(): readonly ImportedWeight[] {
    const owners = weightOwners(this.#nodes);
    const own = this.#nodes.filter((node) => !owners.has(node));
    return own.flatMap(({ id, weights }) =>
      Array.from(weights, ([name, tensor]) => ({ name: `${id}/${name}`, shape: tensor.shape, tensor })),
    );
  }

  /** What was built, as a document. */
  document(name: string): NetloomDocument {
    const owners = weightOwners(this.#nodes);
    return documentSchema.parse({
      format: 'netloom',
      version: DOCUMENT_VERSION,
      name: name.slice(0, 200) || 'Imported',
      nodes: this.#nodes.map((node) => ({
        ...{ id: node.id, type: node.type },
        ...(Object.keys(node.parameters).length > 0 && { parameters: node.parameters }),
        ...(owners.has(node) && { sharesWith: owners.get(node)?.id }),
      })),
      edges: this.#nodes.flatMap(({ id, inputs }) => inputs.map((from) => ({ from: from.id, to: id }))),
    });
  }

  #push(
    {
      type,
      name,
      parameters,
      inputs,
      weights,
      callOf,
    }: Pick<BuiltNode, 'type' | 'inputs' | 'weights' | 'callOf'> & {
      readonly name: string;
      readonly parameters: Record<string, ParameterValue>;
    },
    shape: readonly number[],
  ): BuiltNode {
    const node = { id: this.#names.take(name, type), type, parameters, inputs, weights, callOf, shape };
    this.#nodes.push(node);
    return node;
  }
}

/** Cut where a parameter of a document is; one that began with `=` would be an expression. */
function shortened(text: string): string {
  const most = DOCUMENT_LIMITS.expressionLength;
  const plain = text.replace(/^=+/, '');
  return plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`;
}

function resolved(layer: LayerDefinition, given: GivenParameters): ResolvedParameters {
  const values: Record<string, ResolvedParameter> = {};
  for (const [name, description] of Object.entries(layer.parameters)) {
    const value = given[name];
    values[name] = description.default;
    if (value === undefined) continue;
    const reading = checkValue(description, value);
    if (!reading.ok) {
      const { received = '', expected = '' } = reading.diagnostic;
      throw new CannotMap('attributes', `${layer.type}, ${name}: ${received} (${expected})`);
    }
    values[name] = reading.value;
  }
  return values;
}

/** Only what is not so by itself: a card shows it, and a file has it. */
function withoutDefaults(layer: LayerDefinition, given: GivenParameters): Record<string, ParameterValue> {
  const kept: Record<string, ParameterValue> = {};
  for (const [name, value] of Object.entries(given)) {
    const usual = layer.parameters[name]?.default;
    if (JSON.stringify(value) === JSON.stringify(usual)) continue;
    // Height and width alike are written as one number.
    const isSquare = layer.parameters[name]?.kind === 'pair' && isPair(value) && value[0] === value[1];
    if (isSquare) kept[name] = value[0] ?? 1;
    else kept[name] = typeof value === 'object' ? [...value] : value;
  }
  return kept;
}

function isPair(value: ResolvedParameter): value is readonly number[] {
  return typeof value === 'object' && value.length === 2;
}
