import { blockName, blockType } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { numbersOf } from '../../../graph-runtime/settings/change';
import { settingAt } from '../../../graph-runtime/settings/paths';

/** What a sweep can vary: the names of the contract (`SweepAxis.parameter`), with the value each has now. */
export interface SweepParameter {
  readonly parameter: string;
  readonly value: number;
  readonly isWhole: boolean;
  readonly group: 'training' | 'network' | 'nodes';
}

/** The contract's name for the learning rate, which every optimizer has. */
const LEARNING_RATE = 'learningRate';
const LEARNING_RATE_PATH = 'optimizer.learningRate';

/** The place in the training settings that a parameter of a sweep stands for; any other name is returned unchanged. */
export function settingPathOf(parameter: string): string {
  return parameter === LEARNING_RATE ? LEARNING_RATE_PATH : parameter;
}

/** The numbers that the settings have now, the learning rate first; none that no result depends on. */
function trainingParameters({ training }: NetloomDocument): SweepParameter[] {
  const all = numbersOf(training)
    .filter(({ path }) => settingAt(path)?.definition.resume !== 'silent')
    .map(
      ({ path, field, value }): SweepParameter => ({
        parameter: path === LEARNING_RATE_PATH ? LEARNING_RATE : path,
        value,
        isWhole: field.isWhole === true,
        group: 'training',
      }),
    );
  const isRate = ({ parameter }: SweepParameter) => parameter === LEARNING_RATE;
  return [...all.filter(isRate), ...all.filter((parameter) => !isRate(parameter))];
}

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
    const block = blocks[blockName(node.type) ?? ''];
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
    nodeParameters(`${blockType(name)}/`, block.nodes, document.blocks),
  );
  return [
    ...trainingParameters(document),
    ...network,
    ...nodeParameters('', document.nodes, document.blocks),
    ...inBlocks,
  ];
}

/** Values to begin with: those that the setting proposes, or some about the present one that its limits allow. */
export function firstValues({ value, isWhole, parameter }: SweepParameter): number[] {
  const setting = settingAt(settingPathOf(parameter));
  const field = setting?.field;
  if (setting?.definition.sweepValues) return [...setting.definition.sweepValues];
  if (value === 0) return isWhole ? [0, 1, 2] : [0, 0.0001, 0.001];
  // Numbers of any magnitude are searched more widely.
  const isRelative = field?.kind === 'number' && field.step === 'relative';
  const factors = isRelative ? [0.3, 1, 3] : [0.5, 1, 2];
  const values = factors.map((factor) => Number((value * factor).toPrecision(6)));
  const numbers = isWhole ? [...new Set(values.map((number) => Math.max(1, Math.round(number))))] : values;
  return field === undefined ? numbers : numbers.filter((number) => field.schema.safeParse(number).success);
}

/** Numbers of a list such as `0.01, 0.1; 1e-3`; null when something in it is none. */
export function parseValues(text: string): number[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const values = parts.map(Number);
  return values.length > 0 && values.every((value) => Number.isFinite(value)) ? values : null;
}
