import type { ExportedLayer } from '../network-to-export';
import { isSameValue, type PythonValue } from '../python/value';
import type { ClassUse } from './class-plan';
import type { FunctionForm, LayerForm, LayerWriter, ModuleForm } from './piece';
import type { MemberContent, ScopeUse } from './scope';

/** A layer or a use of a block. */
export type SingleContent = Exclude<MemberContent, { kind: 'copies' }>;

/** Which class a use of a block is of, once that is known. */
export type ClassOf = (use: ScopeUse) => ClassUse;

/** A call with its arguments' values for each of several uses; undefined where the use has no such call. */
export interface CommonCall {
  readonly callee: string;
  readonly arguments: readonly CommonArgument[];
  /** The layers' form, for each that is there; null for blocks. */
  readonly forms: readonly (ModuleForm | null | undefined)[];
  readonly apply: string | undefined;
}

export interface CommonArgument {
  readonly name: string;
  readonly isPositional: boolean;
  readonly values: readonly (PythonValue | undefined)[];
  readonly byDefault?: PythonValue | undefined;
}

/** Uses that one source cannot do for; they get separate classes. */
export class NotUniform extends Error {}

/**
 * One call for all: the first form that all have in common.
 *
 * @throws NotUniform
 */
export function commonCall(
  contents: readonly (SingleContent | undefined)[],
  writer: LayerWriter,
  classOf: ClassOf,
): CommonCall {
  const layers = contents.flatMap((content) => (content?.kind === 'layer' ? [content.layer] : []));
  if (layers.length > 0) {
    const index = commonForm(layers, writer, 'module');
    const forms = contents.map((content) => {
      const form = content?.kind === 'layer' ? index.get(content.layer) : undefined;
      return form?.kind === 'module' ? form : undefined;
    });
    return { ...mergedArguments(forms), forms };
  }
  const uses = contents.map((content) => (content?.kind === 'block' ? classOf(content.use) : undefined));
  const [first] = uses.filter((use) => use !== undefined);
  if (first === undefined) throw new NotUniform('nothing to call');
  if (uses.some((use) => use !== undefined && use.plan !== first.plan)) throw new NotUniform(first.plan.name);
  return {
    callee: first.plan.name,
    arguments: first.plan.arguments.map((name, at) => ({
      name,
      isPositional: name === 'in_channels',
      values: uses.map((use) => use?.values[at]),
    })),
    forms: contents.map(() => null),
    apply: undefined,
  };
}

/** The form that each layer has of the first that all have in common. @throws NotUniform */
export function commonForm(
  layers: readonly ExportedLayer[],
  writer: LayerWriter,
  kind?: LayerForm['kind'],
): ReadonlyMap<ExportedLayer, LayerForm> {
  const all = layers.map((layer) => {
    const forms = writer.formsOf(layer).filter((form) => kind === undefined || form.kind === kind);
    return new Map(forms.map((form) => [skeleton(form), form] as const));
  });
  const [first = new Map<string, LayerForm>()] = all;
  const key = Array.from(first.keys()).find((one) => all.every((forms) => forms.has(one)));
  if (key === undefined) throw new NotUniform(layers[0]?.path ?? '');
  return new Map(
    layers.flatMap((layer, index) => {
      const form = all[index]?.get(key);
      return form === undefined ? [] : [[layer, form] as const];
    }),
  );
}

/** What two forms must have in common so that only values differ. */
export function skeleton(form: LayerForm): string {
  if (form.kind === 'function') return JSON.stringify(functionSkeleton(form));
  const { callee, positional, keywords, weights, apply = '' } = form;
  // An argument with a default may be absent.
  const needed = keywords.filter(({ byDefault }) => byDefault === undefined).map(({ name }) => name);
  const attributes = weights.map(({ attribute }) => attribute.split('.').length);
  return JSON.stringify([callee, positional.map(({ name }) => name), needed, attributes.length > 0, apply]);
}

function functionSkeleton({ parts }: FunctionForm) {
  return parts.map((part) => (typeof part === 'object' && 'name' in part ? part.name : part));
}

function mergedArguments(forms: readonly (ModuleForm | undefined)[]): Omit<CommonCall, 'forms'> {
  const [first] = forms.filter((form) => form !== undefined);
  if (first === undefined) throw new NotUniform('nothing to call');
  const positional = first.positional.map(
    ({ name }, at): CommonArgument => ({
      name,
      isPositional: true,
      values: forms.map((form) => form?.positional[at]?.value),
    }),
  );
  const keywords = new Map(
    forms.flatMap((form) => form?.keywords.map((one) => [one.name, one.byDefault] as const) ?? []),
  );
  const named = Array.from(keywords, ([name, byDefault]): CommonArgument => {
    const values = forms.map(
      (form) => form && (form.keywords.find((one) => one.name === name)?.value ?? byDefault),
    );
    return { name, isPositional: false, values, byDefault };
  });
  return { callee: first.callee, arguments: [...positional, ...named], apply: first.apply };
}

/** Whether the argument can be left out. */
export function isDefault({ values, byDefault }: CommonArgument): boolean {
  return (
    byDefault !== undefined && values.every((value) => value === undefined || isSameValue(value, byDefault))
  );
}
