import type { NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';

/** What a sweep can vary: the names of the contract (`SweepAxis.parameter`), with the value each has now. */
export interface SweepParameter {
  readonly parameter: string;
  readonly value: number;
  readonly isWhole: boolean;
  readonly group: 'training' | 'network' | 'nodes';
}

function trainingParameters({ training }: NetloomDocument): SweepParameter[] {
  const { optimizer, schedule } = training;
  const of = (parameter: string, value: number, isWhole = false): SweepParameter => ({
    parameter,
    value,
    isWhole,
    group: 'training',
  });
  const numbersOf = (prefix: string, settings: object) =>
    Object.entries(settings)
      .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
      .filter(([key]) => key !== 'learningRate')
      .map(([key, value]) => of(`${prefix}.${key}`, value));
  return [
    of('learningRate', optimizer.learningRate),
    of('batchSize', training.batchSize, true),
    of('epochs', training.epochs, true),
    of('seed', training.seed, true),
    ...numbersOf('optimizer', optimizer),
    ...numbersOf('schedule', schedule),
  ];
}

/** What the type of a node that uses a block begins with. */
const BLOCK = 'block:';

function nodeParameters(
  prefix: string,
  nodes: readonly NodeSpec[],
  blocks: NetloomDocument['blocks'],
): SweepParameter[] {
  return nodes.flatMap((node) => {
    const descriptions = Object.entries(getLayer(node.type)?.parameters ?? {});
    const ofLayer = descriptions.flatMap(([name, description]): SweepParameter[] => {
      if (description.kind !== 'integer' && description.kind !== 'number') return [];
      const set = node.parameters?.[name];
      // An expression belongs to the block's parameters: those can be varied instead.
      if (typeof set === 'string') return [];
      const value = typeof set === 'number' ? set : description.default;
      const parameter = `${prefix}${node.id}.${name}`;
      return [{ parameter, value, isWhole: description.kind === 'integer', group: 'nodes' }];
    });
    const block = node.type.startsWith(BLOCK) ? blocks[node.type.slice(BLOCK.length)] : undefined;
    const ofBlock = (block?.parameters ?? []).flatMap(({ name, kind, default: usual }): SweepParameter[] => {
      const value = node.parameters?.[name] ?? usual;
      if (typeof value !== 'number') return [];
      return [
        { parameter: `${prefix}${node.id}.${name}`, value, isWhole: kind === 'integer', group: 'nodes' },
      ];
    });
    return [...ofLayer, ...ofBlock];
  });
}

/** Everything numeric in the document that a sweep can vary. */
export function sweepParameters(document: NetloomDocument): SweepParameter[] {
  const network = document.parameters.flatMap((parameter): SweepParameter[] =>
    typeof parameter.default === 'number'
      ? [
          {
            parameter: `network.${parameter.name}`,
            value: parameter.default,
            isWhole: parameter.kind === 'integer',
            group: 'network',
          },
        ]
      : [],
  );
  const inBlocks = Object.entries(document.blocks).flatMap(([name, block]) =>
    nodeParameters(`block:${name}/`, block.nodes, document.blocks),
  );
  return [
    ...trainingParameters(document),
    ...network,
    ...nodeParameters('', document.nodes, document.blocks),
    ...inBlocks,
  ];
}

/** Values to begin with: about the present one. */
export function firstValues({ value, isWhole, parameter }: SweepParameter): number[] {
  if (parameter === 'seed') return [0, 1, 2];
  if (value === 0) return isWhole ? [0, 1, 2] : [0, 0.0001, 0.001];
  const factors = parameter === 'learningRate' ? [0.3, 1, 3] : [0.5, 1, 2];
  const values = factors.map((factor) => Number((value * factor).toPrecision(6)));
  return isWhole ? [...new Set(values.map((number) => Math.max(1, Math.round(number))))] : values;
}

/** Numbers of a list such as `0.01, 0.1; 1e-3`; null when something in it is none. */
export function parseValues(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const values = parts.map(Number);
  return values.length > 0 && values.every((value) => Number.isFinite(value)) ? values : null;
}
