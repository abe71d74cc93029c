import { kerasClassOf } from '../../keras/classes';
import { kerasOperationOf } from '../../keras/operations';
import { type KerasArguments, type KerasValue, kerasText } from '../../keras/value';
import type { ExportedLayer } from '../network-to-export';
import type { LayerForm, LayerWriter, PlannedArgument } from '../plan/piece';
import { variableName } from '../python/names';
import type { PythonValue } from '../python/value';
import type { KerasCall, KerasForm } from './call';

/** Between the calls of one node in the name that the plan has for them. */
export const BETWEEN_CALLS = ' > ';

/**
 * How the plan has Keras's calls: all calls of a node as one, whose arguments have the number of the call in front (`0.padding`). The printer
 * takes them apart.
 */
export function kerasWriter(forms: ReadonlyMap<string, KerasForm>): LayerWriter {
  return {
    formsOf: ({ path }: ExportedLayer) => [plannedForm(forms.get(path))],
    identity: '',
    sequence: '',
    list: '',
    // A layer of Keras that takes a list takes one of any length.
    ofList({ path }) {
      const { calls = [], helper } = forms.get(path) ?? {};
      const [module, name = ''] = calls[0]?.callee.split('.') ?? [];
      const isOne = calls.length === 1 && helper === undefined && module === 'layers';
      return isOne && kerasClassOf(name).takesList === true ? 'call' : null;
    },
    blockName: variableName,
    reservedMembers: ['name', 'i'],
    shapeOf: (shape) => shape,
  };
}

function plannedForm(form: KerasForm | undefined): LayerForm {
  if (form === undefined || form.calls.length === 0) return { kind: 'function', parts: [{ input: 0 }] };
  const { calls, helper } = form;
  if (helper !== undefined) {
    const keywords = planned(helper.arguments, {}, '', true);
    return { kind: 'module', callee: helper.name, positional: [], keywords, weights: [] };
  }
  return {
    kind: 'module',
    callee: calls.map(calleeOf).join(BETWEEN_CALLS),
    positional: [],
    keywords: calls.flatMap(({ callee, arguments: own }, index) =>
      planned(own, defaultsOf(callee), calls.length === 1 ? '' : `${index}.`, isLayer(callee)),
    ),
    weights: [],
  };
}

/** With what follows the name, and where a value enters twice. */
function calleeOf({ callee, suffix, inputs }: KerasCall): string {
  const twice = inputs?.length === 2 && inputs[0] === 0 && inputs[1] === 0;
  return `${callee}${suffix === undefined ? '' : `:${suffix}`}${twice ? '*2' : ''}`;
}

/** @param takesNumbers whether one number stands for two equal ones: classes take it, functions of `keras.ops` do not */
function planned(
  own: KerasArguments,
  defaults: KerasArguments,
  prefix: string,
  takesNumbers: boolean,
): readonly PlannedArgument[] {
  const written = (name: string, value: KerasValue) =>
    takesNumbers ? pythonValue(name, value) : plainValue(value);
  return Object.entries(own).map(([name, value]) => {
    const byDefault = defaults[name];
    return {
      name: prefix + name,
      value: written(name, value),
      ...(byDefault !== undefined && { byDefault: written(name, byDefault) }),
    };
  });
}

const isLayer = (callee: string) => callee.startsWith('layers.');

function defaultsOf(callee: string): KerasArguments {
  const [module, name = ''] = callee.split('.');
  return module === 'ops' ? kerasOperationOf(name).defaults : kerasClassOf(name).defaults;
}

/** Arguments that are one number where both axes have the same. */
const PAIRS: ReadonlySet<string> = new Set([
  'cropping',
  'dilation_rate',
  'kernel_size',
  'output_size',
  'padding',
  'pool_size',
  'size',
  'strides',
]);

function pythonValue(name: string, value: KerasValue): PythonValue {
  if (!Array.isArray(value) || !PAIRS.has(name)) return plainValue(value);
  const [first, second] = value as readonly KerasValue[];
  return typeof first === 'number' && first === second ? first : kerasText(value);
}

function plainValue(value: KerasValue): PythonValue {
  return typeof value === 'number' || typeof value === 'boolean' ? value : kerasText(value);
}
