import { describe, expect, it } from 'vitest';
import type { DiagnosticDraft, LayerRepair } from '../diagnostics/diagnostic';
import type { LayerDefinition } from '../layers/layer';
import type { ResolvedParameters } from '../layers/parameter';
import { getLayer, layers } from '../layers/registry';
import type { TensorType } from '../layers/tensor-type';
import { describeDiagnostic, describeFix } from '../messages/describe-diagnostic';
import { LANGUAGES, type Text } from '../text/text';
import { problemsOfCode } from './code-check';
import { type ComputedExample, checkComputation } from './computed-check';
import { type GivenParameters, parametersOf } from './layer-parameters';
import { checkReference, type ReferenceExample } from './reference-check';

/** What a layer says of itself for given parameters and input shapes. */
export interface Example {
  readonly parameters?: GivenParameters;
  readonly inputs: readonly (readonly number[])[];
  readonly output: readonly number[];
  /** Trainable parameters; 0 when left out. */
  readonly trainable?: number;
  /** Other weights (running statistics); 0 when left out. */
  readonly other?: number;
  /** Multiply-accumulates; 0 when left out. */
  readonly multiplyAccumulates?: number;
  /** The node card's short form, when it is to be checked. */
  readonly description?: string;
  /** The formulas with the numbers put in, when they are to be checked. */
  readonly explanation?: readonly string[];
  readonly keras?: string | null;
  readonly pytorch?: string | null;
}

/** What a layer must refuse, and what it says then. */
export interface Refusal {
  readonly parameters?: GivenParameters;
  readonly inputs: readonly (readonly number[])[];
  /** Of repairs, what is to be checked of each. */
  readonly diagnostic: Omit<Partial<DiagnosticDraft>, 'repairs'> & {
    readonly code: string;
    readonly repairs?: readonly object[];
  };
}

export interface LayerCheck {
  readonly examples: readonly Example[];
  readonly refusals?: readonly Refusal[];
  /** Cases computed by PyTorch. */
  readonly references?: readonly ReferenceExample[];
  /** Cases computed by the test itself, in plain double-precision TypeScript. */
  readonly computations?: readonly ComputedExample[];
}

export const typesOf = (shapes: readonly (readonly number[])[]): TensorType[] =>
  shapes.map((shape) => ({ shape }));

/** The check that every layer's test runs. */
export function checkLayer(layer: LayerDefinition, check: LayerCheck): void {
  describe(layer.type, () => {
    it('is in the registry, once', () => {
      expect(getLayer(layer.type)).toBe(layer);
      expect(layers.filter(({ type }) => type === layer.type)).toHaveLength(1);
    });
    it('says what it is in every language', () => checkTexts(layer));
    it('accepts its defaults, and its parameters survive being saved', () => checkParameters(layer, check));
    it.each(check.examples.map((example) => [shapesOf(example.inputs), example] as const))(
      'infers from %s its shape, weights and cost',
      (_name, example) => checkExample(layer, example),
    );
    for (const refusal of check.refusals ?? []) {
      it(`refuses ${shapesOf(refusal.inputs)}: ${refusal.diagnostic.code}`, () =>
        checkRefusal(layer, refusal));
    }
    for (const reference of check.references ?? []) {
      it(`equals PyTorch: ${reference.name}`, () => checkReference(layer, reference));
    }
    for (const computation of check.computations ?? []) {
      it(`equals its formula: ${computation.name}`, () => checkComputation(layer, computation));
    }
  });
}

const shapesOf = (shapes: readonly (readonly number[])[]) =>
  shapes.map((shape) => `[${shape.join(', ')}]`).join(' ');

function checkTexts(layer: LayerDefinition): void {
  const texts: [string, Text][] = [
    ['label', layer.label],
    ['summary', layer.summary],
  ];
  for (const [name, description] of Object.entries(layer.parameters)) {
    texts.push([`${name} label`, description.label]);
    if (description.help !== undefined) texts.push([`${name} help`, description.help]);
    if (description.kind !== 'choice') continue;
    for (const choice of description.choices) texts.push([`${name} ${choice.value}`, choice.label]);
  }
  for (const [what, text] of texts) {
    for (const language of LANGUAGES) expect(text[language].trim(), `${what} in ${language}`).not.toBe('');
  }
  // A summary is prose: one that holds no Chinese was not translated.
  expect(layer.summary['zh-Hant']).toMatch(/\p{Script=Han}/u);
  expect(layer.summary.en).not.toMatch(/\p{Script=Han}/u);
  expect(layer.reference.title).not.toBe('');
}

function checkParameters(layer: LayerDefinition, { examples }: LayerCheck): void {
  for (const given of [{}, ...examples.map((example) => example.parameters)]) {
    const parameters = parametersOf(layer, given);
    const saved: GivenParameters = JSON.parse(JSON.stringify(parameters));
    expect(parametersOf(layer, saved)).toEqual(parameters);
    for (const language of LANGUAGES) expect(typeof layer.describe(parameters, language)).toBe('string');
    expect(layer.describe(parameters, 'zh-Hant'), 'English words in Chinese').not.toMatch(/[a-z]{3,}/i);
  }
}

function checkExample(layer: LayerDefinition, example: Example): void {
  const parameters = parametersOf(layer, example.parameters);
  const inputs = typesOf(example.inputs);
  const result = layer.infer(parameters, inputs);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.diagnostic)}`);
  expect(result.outputs).toEqual(layer.outputs.length === 0 ? [] : typesOf([example.output]));
  expect(countWeights(layer, parameters, inputs, true), 'trainable parameters').toBe(example.trainable ?? 0);
  expect(countWeights(layer, parameters, inputs, false), 'other parameters').toBe(example.other ?? 0);
  const accumulates = layer.multiplyAccumulates(parameters, inputs, result.outputs);
  expect(accumulates, 'multiply-accumulates').toBe(example.multiplyAccumulates ?? 0);
  const lines = layer.explain?.(parameters, inputs, result.outputs) ?? [];
  if (example.explanation) expect(lines.map(({ formula }) => formula)).toEqual(example.explanation);
  if (example.description !== undefined) expect(layer.describe(parameters, 'en')).toBe(example.description);
  for (const framework of ['keras', 'pytorch'] as const) {
    const code = layer.code[framework](parameters, inputs);
    if (example[framework] !== undefined) expect(code).toBe(example[framework]);
    if (code !== null) expect(problemsOfCode(code), code).toEqual([]);
  }
}

function countWeights(
  layer: LayerDefinition,
  parameters: ResolvedParameters,
  inputs: readonly TensorType[],
  isTrainable: boolean,
): number {
  return layer
    .weights(parameters, inputs)
    .filter((weight) => weight.isTrainable === isTrainable)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

function checkRefusal(layer: LayerDefinition, refusal: Refusal): void {
  const { parameters, inputs, diagnostic } = refusal;
  const result = layer.infer(parametersOf(layer, parameters), typesOf(inputs));
  if (result.ok) throw new Error(`accepted: ${JSON.stringify(result.outputs)}`);
  expect(result.diagnostic).toMatchObject(diagnostic);
  checkWords(result.diagnostic);
  for (const repair of result.diagnostic.repairs ?? []) checkRepair(layer, refusal, repair);
}

/** What the diagnostic says has words in every language, with a value for each of their places. */
function checkWords({ repairs: _, ...draft }: DiagnosticDraft): void {
  const diagnostic = {
    severity: 'error',
    path: 'node',
    ...draft,
    values: draft.values ?? {},
    fixes: [],
  } as const;
  for (const language of LANGUAGES) {
    const { title, advice } = describeDiagnostic(diagnostic, language);
    expect(title).not.toBe(draft.code);
    expect(`${title} ${advice}`).not.toMatch(/[{}]/);
  }
}

/** A repair fixes what it was offered for: applied, the layer no longer says the same. */
function checkRepair(layer: LayerDefinition, refusal: Refusal, repair: LayerRepair): void {
  // What depends on the layers before, which are not here, the analysis' tests see to.
  if (['match-shapes', 'switch-before', 'change-layer'].includes(repair.kind)) return;
  const inputs = typesOf(refusal.inputs);
  let given = refusal.parameters;
  if (repair.kind === 'set-parameter') given = { ...given, [repair.parameter]: repair.value };
  if (repair.kind === 'remove-edge') inputs.splice(repair.index ?? 0, 1);
  if (repair.kind === 'insert-before') {
    const index = repair.index ?? 0;
    let outputs = insertedOutputs(repair, inputs.slice(index, index + 1));
    if (repair.followedBy !== undefined) outputs = insertedOutputs(repair.followedBy, outputs);
    inputs.splice(index, 1, ...outputs);
    const fix = { code: repair.code, values: {}, edits: [] };
    for (const language of LANGUAGES) expect(describeFix(fix, language)).not.toBe(repair.code);
  }
  const result = layer.infer(parametersOf(layer, given), inputs);
  if (!result.ok) expect(result.diagnostic.code).not.toBe(refusal.diagnostic.code);
}

/** What the layer that a repair inserts makes of its input. Throws when it refuses it. */
function insertedOutputs(
  { type, parameters }: Pick<Extract<LayerRepair, { kind: 'insert-before' }>, 'type' | 'parameters'>,
  inputs: readonly TensorType[],
): readonly TensorType[] {
  const inserted = getLayer(type);
  if (inserted === undefined) throw new Error(`no layer ${type} to insert`);
  const result = inserted.infer(parametersOf(inserted, parameters), inputs);
  if (!result.ok) throw new Error(`${type} refuses: ${JSON.stringify(result.diagnostic)}`);
  return result.outputs;
}
