import type { BlockSpec } from '../../../document/document';
import type { ExportedLayer } from '../network-to-export';
import { NameSpace, variableName } from '../python/names';
import { type ClassOf, commonCall, commonForm, NotUniform, type SingleContent } from './calls';
import { ClassArguments } from './class-arguments';
import type { ClassPlan, ClassUse, Construct, PlannedMember, PlannedStatement } from './class-plan';
import type { FunctionForm, LayerWriter, ModuleForm } from './piece';
import { callText, rowItems } from './row';
import type { ScopeUse } from './scope';
import { axisNames, shapeText } from './shapes';
import { isSameObject, layerIn, NotShared } from './sharing';
import type { Structure, StructureMember } from './structure';
import { nameVariables } from './variables';

/** A class with what each of its uses gives it, and where its members are. */
export interface PlannedClass {
  readonly plan: ClassPlan;
  /** For each use: the values of the arguments. */
  readonly valuesOf: ReadonlyMap<ScopeUse, ClassUse['values']>;
  /** Attribute of each member that has one. */
  readonly attributes: ReadonlyMap<string, string>;
}

export interface ClassContext {
  readonly writer: LayerWriter;
  readonly classOf: ClassOf;
}

/**
 * Plans the class of uses of one structure.
 *
 * @throws NotUniform where one class cannot do for them
 */
export class ClassPlanner {
  readonly #structure: Structure;
  readonly #context: ClassContext;
  readonly #table: ClassArguments;
  readonly #attributes = new Map<string, string>();
  readonly #names: NameSpace;
  readonly #saved: { attribute: string; text: string }[] = [];
  readonly #members: PlannedMember[] = [];

  constructor(structure: Structure, block: BlockSpec | undefined, context: ClassContext) {
    this.#structure = structure;
    this.#context = context;
    this.#table = new ClassArguments(block, structure.uses);
    this.#names = new NameSpace(context.writer.reservedMembers);
  }

  /** @param name the class's, once it is known that one can do */
  plan(): (name: string) => PlannedClass {
    const { uses, members, inputs, outputs } = this.#structure;
    const variables = nameVariables(
      inputs,
      members.map((member) => ({
        id: member.id,
        inputs: member.inputs.map(({ from }) => from),
        outputs: member.outputs,
        isList: isBeside(member),
      })),
      outputs.map(({ from }) => from),
    );
    const axes = axisNames(uses);
    const texts = members.map((member, index) =>
      this.#statement(member, variables.computations[index]?.inputs ?? []),
    );
    // The shapes last: they use the names of arguments that the members needed.
    const statements = members.map((member, index): PlannedStatement => {
      // Values of a list may differ in their shapes.
      const isList = isBeside(member);
      const types = member.present.map((one) => (isList ? undefined : one?.outputs[0]?.type.shape));
      const shape = shapeText(types, axes, this.#table, this.#context.writer);
      return { targets: variables.computations[index]?.targets ?? [], text: texts[index] ?? '', shape };
    });
    const all = this.#table.used();
    const plan: Omit<ClassPlan, 'name'> = {
      block: uses[0]?.block ?? null,
      arguments: all.map((argument) => argument.name),
      members: this.#members,
      saved: this.#saved,
      inputs: variables.inputs.map((input, index) => ({
        name: input,
        shape: shapeText(
          uses.map((use) => use.inputs[index]?.type.shape),
          axes,
          this.#table,
          this.#context.writer,
        ),
      })),
      statements: statements.filter(({ targets, text }) => `${targets}` !== text),
      results: variables.results,
    };
    const valuesOf = new Map(
      uses.map((use, index) => [use, all.map(({ values }) => values[index] ?? 0)] as const),
    );
    return (name) => ({ plan: { name, ...plan }, valuesOf, attributes: this.#attributes });
  }

  #statement(member: StructureMember, entering: readonly string[]): string {
    const { sharesWith } = member;
    const owner = sharesWith === undefined ? undefined : this.#ownerOf(member, sharesWith);
    const contents = member.present.map((one) => one?.content);
    const layers = contents.flatMap((content) => (content?.kind === 'layer' ? [content.layer] : []));
    if (layers.length === 0) return this.#call(owner ?? member, undefined, entering);
    if (member.present.some((one) => one?.isOfList === true)) return this.#merge(member, layers, entering);
    const forms = commonForm(layers, this.#context.writer);
    const own = contents.map((content) => (content?.kind === 'layer' ? forms.get(content.layer) : undefined));
    const [first] = own.filter((form) => form !== undefined);
    if (first?.kind === 'function')
      return this.#function(
        member,
        own.map((form) => (form?.kind === 'function' ? form : undefined)),
        entering,
      );
    return this.#call(owner ?? member, first, entering);
  }

  /** A merge of a list. @throws NotUniform where another use has another, or none */
  #merge(member: StructureMember, layers: readonly ExportedLayer[], entering: readonly string[]): string {
    const list = entering[0] ?? 'x';
    const [form, ...others] = layers.map((layer) => this.#context.writer.ofList(layer));
    const isSame = others.every((other) => JSON.stringify(other) === JSON.stringify(form));
    if (form === undefined || form === null || !isSame) throw new NotUniform(member.id);
    if (layers.length < member.present.length) throw new NotUniform(member.id);
    if (form === 'call') return this.#call(member, undefined, [`*${list}`]);
    return `${form.before}${list}${form.after}`;
  }

  /** The member that another call is of. @throws NotUniform where it is not there in all uses, NotShared where one object cannot do for both */
  #ownerOf(member: StructureMember, id: string): StructureMember {
    const owner = this.#structure.members.find((one) => one.id === id);
    if (owner === undefined) throw new NotUniform(id);
    member.present.forEach((one, use) => {
      const other = owner.present[use];
      if (one === undefined || other === undefined) throw new NotUniform(id);
      const { writer, classOf } = this.#context;
      if (!isSameObject(other.content, one.content, writer, classOf)) {
        throw new NotShared(layerIn(one.content)?.path ?? id);
      }
    });
    return owner;
  }

  /** Makes the member, where an earlier call has not. */
  #make(member: StructureMember): { readonly attribute: string; readonly construct: Construct } {
    const known = this.#attributes.get(member.id);
    const made = this.#members.find(({ attribute }) => attribute === known);
    if (made !== undefined) return made;
    const construct = this.#construct(member);
    const attribute = this.#names.claim(variableName(member.label, member.id));
    this.#attributes.set(member.id, attribute);
    this.#members.push({
      attribute,
      label: isTelling(member.label, attribute) ? null : member.label,
      construct,
    });
    return { attribute, construct };
  }

  /** `self.conv1(x)`, with the member made before. */
  #call(member: StructureMember, form: ModuleForm | undefined, entering: readonly string[]): string {
    const { attribute, construct } = this.#make(member);
    const self = `self.${attribute}`;
    if (isBeside(member)) return `[branch(${entering.join(', ')}) for branch in ${self}]`;
    const condition = construct.kind === 'call' ? construct.optional?.condition : undefined;
    const text =
      form?.apply?.replace('{}', self).replace('{0}', entering[0] ?? 'x') ??
      `${self}(${entering.join(', ')})`;
    if (condition === undefined || (entering.length === 1 && form?.apply === undefined)) return text;
    return `${text} if ${this.#save(condition, `has_${member.id}`)} else ${entering[0]}`;
  }

  #construct({ id, present }: StructureMember): Construct {
    const { writer, classOf } = this.#context;
    const contents = present.map((one) => one?.content);
    const isRow = contents.some((content) => content?.kind === 'copies');
    if (isRow) {
      const rows = contents.map((content) => (content?.kind === 'copies' ? content.copies : undefined));
      const items = rowItems(id, rows, { writer, classOf, arguments: this.#table });
      if (rows.includes(undefined)) throw new NotUniform(id);
      return isBeside({ present })
        ? { kind: 'sequence', callee: writer.list, items, isBeside: true }
        : { kind: 'sequence', callee: writer.sequence, items };
    }
    const call = commonCall(contents as readonly (SingleContent | undefined)[], writer, classOf);
    const text = callText(call, id, this.#table);
    const isThere = present.map((one) => one !== undefined);
    if (!isThere.includes(false)) return { kind: 'call', call: text, optional: null };
    const condition = this.#table.resolve(isThere, `has_${id}`);
    return { kind: 'call', call: text, optional: { condition, otherwise: writer.identity } };
  }

  #function(
    { id, present }: StructureMember,
    forms: readonly (FunctionForm | undefined)[],
    entering: readonly string[],
  ): string {
    const [first] = forms.filter((form) => form !== undefined);
    const text = (first?.parts ?? []).map((part, index) => {
      if (typeof part === 'string') return part;
      if ('input' in part) return entering[part.input] ?? 'x';
      const column = forms.map((form) => {
        const own = form?.parts[index];
        return typeof own === 'object' && 'value' in own ? own.value : undefined;
      });
      const value = this.#table.resolve(column, `${id}_${part.name}`);
      return /^[-\d."(]/.test(value) ? value : this.#save(value, `${id}_${part.name}`);
    });
    const isThere = present.map((one) => one !== undefined);
    if (!isThere.includes(false)) return text.join('');
    const condition = this.#table.resolve(isThere, `has_${id}`);
    return `${text.join('')} if ${this.#save(condition, `has_${id}`)} else ${entering[0] ?? 'x'}`;
  }

  /** Keeps what the constructor knows for the computation: `self.projection`. */
  #save(text: string, hint: string): string {
    const known = this.#saved.find((one) => one.text === text);
    if (known !== undefined) return `self.${known.attribute}`;
    const wish = /^[a-z_]\w*$/.test(text) ? text : variableName(hint, hint);
    const attribute = this.#names.claim(wish);
    this.#saved.push({ attribute, text });
    return `self.${attribute}`;
  }
}

/** Whether it is copies side by side. */
function isBeside({ present }: Pick<StructureMember, 'present'>): boolean {
  return present.some((one) => one?.content.kind === 'copies' && one.content.isBeside === true);
}

/** Whether an attribute's name says what the canvas does. */
function isTelling(label: string, attribute: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[\s_-]/g, '');
  return letters(attribute).startsWith(letters(label));
}
