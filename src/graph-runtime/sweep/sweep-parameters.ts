import { readNumber } from '../blocks/number-text';
import { blockType } from '../document/block-type';
import type { NetloomDocument, NodeSpec } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { settingValueAt } from '../settings/change';
import { type SettingAtPath, settingAt, settingPaths } from '../settings/paths';
import { exchangeableActivations, type VariableParameter, variablesOf } from './layer-values';
import { scoreSizes } from './score-sizes';
import { withSoundChoices } from './sound-choices';
import {
  ACTIVATION,
  LEARNING_RATE,
  LEARNING_RATE_PATH,
  type SweepParameter,
  type SweepValue,
  sweepPlace,
} from './sweep-place';

/**
 * Everything in the document that a sweep can vary, except what has to suit the data set (the number of scores), and choices with which
 * the network could not be trained.
 */
export function sweepParameters(analysis: NetworkAnalysis): SweepParameter[] {
  const { document } = analysis;
  const network = document.parameters.flatMap(({ name, kind, default: value }): SweepParameter[] => {
    const parameter = `network.${name}`;
    if (typeof value === 'boolean') return [{ parameter, value, isWhole: false, choices: [false, true] }];
    return typeof value === 'number' ? [{ parameter, value, isWhole: kind === 'integer', choices: [] }] : [];
  });
  const inBlocks = Object.entries(document.blocks).flatMap(([name, { nodes }]) =>
    nodeParameters(`${blockType(name)}/`, nodes, document),
  );
  const fixed = scoreSizes(analysis);
  return [
    ...trainingParameters(document),
    ...network,
    ...layersParameters(document),
    ...nodeParameters('', document.nodes, document),
    ...inBlocks,
  ]
    .filter(({ parameter }) => !fixed.has(parameter))
    .flatMap((parameter) => withSoundChoices(analysis, parameter) ?? []);
}

/** The values that the settings have now, the learning rate first; none that no result depends on. */
function trainingParameters({ training }: NetloomDocument): SweepParameter[] {
  const all = settingPaths
    .filter(({ definition }) => definition.resume !== 'silent')
    .flatMap((setting) => settingParameter(setting, settingValueAt(training, setting.path)));
  const isRate = ({ parameter }: SweepParameter) => parameter === LEARNING_RATE;
  return [...all.filter(isRate), ...all.filter((parameter) => !isRate(parameter))];
}

function settingParameter({ path, key, field, definition }: SettingAtPath, value: unknown): SweepParameter[] {
  const parameter = path === LEARNING_RATE_PATH ? LEARNING_RATE : path;
  if (definition.field.kind === 'kind' && key === null) {
    const choices = Object.keys(definition.field.kinds);
    return [{ parameter, value: String(value), isWhole: false, choices }];
  }
  if (field?.kind === 'choice') {
    // A choice of what is switched off chooses nothing.
    if (value === undefined && key !== null) return [];
    const choices = [...new Set([field.usual, ...field.choices].map((choice) => choice.value))];
    return [{ parameter, value: String(value ?? field.usual.value), isWhole: false, choices }];
  }
  if (field?.kind === 'boolean') {
    return typeof value === 'boolean' ? [{ parameter, value, isWhole: false, choices: [false, true] }] : [];
  }
  if (field?.kind !== 'number' || typeof value !== 'number') return [];
  return [{ parameter, value, isWhole: field.isWhole === true, choices: [] }];
}

function nodeParameters(
  prefix: string,
  nodes: readonly NodeSpec[],
  { blocks }: NetloomDocument,
): SweepParameter[] {
  return nodes.flatMap((node) =>
    variablesOf(node, blocks).map(({ name, value, isWhole, choices }) => ({
      ...{ parameter: `${prefix}${node.id}.${name}`, value, isWhole, choices },
    })),
  );
}

/**
 * What several layers have in common, to be varied in all of them together: choices and shares, as initializers and dropout rates, and the
 * activation of all layers of one type. Whole numbers are sizes, which differ from layer to layer.
 */
function layersParameters({ nodes, blocks }: NetloomDocument): SweepParameter[] {
  const groups = new Map<string, VariableParameter[]>();
  for (const node of [nodes, ...Object.values(blocks).map((block) => block.nodes)].flat()) {
    for (const variable of variablesOf(node, {})) {
      const { name } = variable;
      if (variable.isWhole) continue;
      const isActivation = name === ACTIVATION && exchangeableActivations.includes(node.type);
      const parameter = `*${isActivation ? node.type : ''}.${name}`;
      groups.set(parameter, [...(groups.get(parameter) ?? []), variable]);
    }
  }
  return [...groups].flatMap(([parameter, [first, ...others]]): SweepParameter[] => {
    if (first === undefined || others.length === 0) return [];
    const choices = first.choices.filter((choice) => others.every((other) => other.choices.includes(choice)));
    const areAlike = others.every((other) => (other.choices.length === 0) === (first.choices.length === 0));
    // Numbers of the same name are the same parameter or none; choices are those that all of them have.
    if (!areAlike || (first.choices.length > 0 && choices.length < 2)) return [];
    return [{ parameter, value: first.value, isWhole: false, choices }];
  });
}

/** Values to begin with: those that the setting proposes, the present choice and the next ones, or numbers about the present one. */
export function firstValues({ value, isWhole, parameter, choices }: SweepParameter): SweepValue[] {
  if (choices.length > 0) {
    const others = choices.filter((choice) => choice !== value);
    const shown = new Set([value, ...others.slice(0, FIRST_CHOICES - 1)]);
    return choices.filter((choice) => shown.has(choice));
  }
  if (typeof value !== 'number') return [];
  const place = sweepPlace(parameter);
  const setting = place?.kind === 'setting' ? settingAt(place.path) : undefined;
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

/** As many choices are chosen at first. */
const FIRST_CHOICES = 3;

/** Numbers of a list such as `0.01, 1/8; 2^-3`, calculated where they are calculations; null when something in it is none. */
export function parseValues(text: string): number[] | null {
  const parts = splitList(text);
  const values = parts.map((part) => readNumber(part) ?? Number.NaN);
  return values.length > 0 && values.every((value) => Number.isFinite(value)) ? values : null;
}

/** Blanks part numbers as commas do, but not within a calculation: `28 * 28 64` is two. */
function splitList(text: string): string[] {
  const tight = text.replace(/\s*([-+*/^(%])\s+(?=\S)|\s+([*/^)%])/g, '$1$2');
  return tight.split(/[\s,;]+/).filter((part) => part !== '');
}
