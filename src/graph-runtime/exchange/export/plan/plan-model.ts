import type { NetworkToExport } from '../network-to-export';
import { NameSpace } from '../python/names';
import { NotUniform, type SingleContent } from './calls';
import type { ClassPlan, ClassUse, ModelPlan, TensorPlace } from './class-plan';
import type { LayerWriter } from './piece';
import { ClassPlanner, type PlannedClass } from './plan-class';
import type { ScopeUse } from './scope';
import { scopeTree } from './scope-tree';
import { structuresOf } from './structure';

/**
 * A network as classes: one for a block (more, where its uses differ in more than numbers), and one for the network, with a place for each
 * weight. Pure data; a printer of the framework writes it.
 *
 * @param taken names of classes that the source has already
 */
export function planModel(network: NetworkToExport, writer: LayerWriter, taken: Iterable<string>): ModelPlan {
  const root = scopeTree(network, {
    isObject(layer) {
      const [form] = writer.formsOf(layer);
      return form?.kind === 'module' && form.apply === undefined;
    },
    takesList: (layer) => writer.ofList(layer) !== null,
  });
  return new ModelPlanner(network, writer, new NameSpace(taken)).plan(root);
}

class ModelPlanner {
  readonly #network: NetworkToExport;
  readonly #writer: LayerWriter;
  readonly #names: NameSpace;
  readonly #classes: ClassPlan[] = [];
  readonly #planned = new Map<ScopeUse, PlannedClass>();

  constructor(network: NetworkToExport, writer: LayerWriter, names: NameSpace) {
    this.#network = network;
    this.#writer = writer;
    this.#names = names;
  }

  plan(root: ScopeUse): ModelPlan {
    const uses = new Map<string, ScopeUse[]>();
    collect(root, uses);
    const done = new Set<string>();
    const visit = (block: string) => {
      if (done.has(block)) return;
      done.add(block);
      const own = uses.get(block) ?? [];
      for (const inner of own.flatMap(blocksIn)) visit(inner);
      this.#planBlock(block, own);
    };
    for (const block of uses.keys()) visit(block);
    this.#planUses([root], undefined, this.#network.analysis.document.name, false);
    const places = new Map(this.#places(root, []));
    return { classes: this.#classes, tensors: this.#tensors(root, ''), places };
  }

  #planBlock(block: string, uses: readonly ScopeUse[]): void {
    const { name = block } = this.#network.analysis.document.blocks[block] ?? {};
    try {
      this.#planUses(uses, block, name, false);
    } catch (error) {
      if (!(error instanceof NotUniform)) throw error;
      this.#planUses(uses, block, name, true);
    }
  }

  #planUses(uses: readonly ScopeUse[], block: string | undefined, title: string, isExact: boolean): void {
    const { document } = this.#network.analysis;
    const classOf = (use: ScopeUse) => this.#classOf(use);
    const structures = structuresOf(document, uses, this.#writer, classOf, isExact);
    const context = { writer: this.#writer, classOf };
    const spec = block === undefined ? undefined : document.blocks[block];
    const planners = structures.map((structure) => new ClassPlanner(structure, spec, context));
    // All of them first: where one fails, none may stay.
    const planned = planners.map((planner) => planner.plan());
    planned.forEach((named, index) => {
      const one = named(this.#names.claim(this.#writer.blockName(title, block ?? 'Network')));
      this.#classes.push(one.plan);
      for (const use of structures[index]?.uses ?? []) this.#planned.set(use, one);
    });
  }

  #classOf(use: ScopeUse): ClassUse {
    const planned = this.#planned.get(use);
    if (planned === undefined) throw new Error(`${use.path} has no class yet`);
    return { plan: planned.plan, values: planned.valuesOf.get(use) ?? [] };
  }

  #places(use: ScopeUse, before: readonly string[]): readonly (readonly [string, readonly string[]])[] {
    const attributes = this.#planned.get(use)?.attributes;
    return use.members.flatMap(({ id, content, sharesWith }) => {
      const attribute = attributes?.get(sharesWith ?? id);
      if (attribute === undefined) return [];
      const below = (one: SingleContent, place: readonly string[]) =>
        one.kind === 'block' ? this.#places(one.use, place) : [[one.layer.path, place] as const];
      if (content.kind !== 'copies') return below(content, [...before, attribute]);
      return content.copies.flatMap((copy, index) => below(copy, [...before, attribute, `${index + 1}`]));
    });
  }

  #tensors(use: ScopeUse, prefix: string): readonly TensorPlace[] {
    const planned = this.#planned.get(use);
    // What is another call has no weights of its own.
    const own = use.members.filter(({ sharesWith }) => sharesWith === undefined);
    return own.flatMap((member) => {
      const attribute = planned?.attributes.get(member.id);
      const place = `${prefix}${attribute}.`;
      const { content } = member;
      if (content.kind === 'copies')
        return content.copies.flatMap((copy, index) => this.#tensorsOf(copy, `${place}${index}.`));
      return this.#tensorsOf(content, place);
    });
  }

  #tensorsOf(content: SingleContent, place: string): readonly TensorPlace[] {
    if (content.kind === 'block') return this.#tensors(content.use, place);
    const { layer } = content;
    // All forms of a layer keep their weights in the same places.
    const [form] = this.#writer.formsOf(layer);
    return (form?.kind === 'module' ? form.weights : []).map(
      ({ weight, attribute, permutation = null, dims }): TensorPlace => {
        const shape = layer.weights.find(({ name }) => name === weight)?.shape;
        if (shape === undefined) throw new Error(`${layer.path} has no weight ${weight}`);
        const moved = permutation?.map((axis) => shape[axis] ?? 1) ?? shape;
        return {
          weight: `${layer.path}/${weight}`,
          shape,
          name: place + attribute,
          permutation,
          dims: dims ?? moved,
        };
      },
    );
  }
}

function collect(use: ScopeUse, uses: Map<string, ScopeUse[]>): void {
  for (const inner of innerUses(use)) {
    if (inner.block !== null) uses.set(inner.block, [...(uses.get(inner.block) ?? []), inner]);
    collect(inner, uses);
  }
}

function innerUses({ members }: ScopeUse): readonly ScopeUse[] {
  return members.flatMap(({ content }) => {
    const singles = content.kind === 'copies' ? content.copies : [content];
    return singles.flatMap((one) => (one.kind === 'block' ? [one.use] : []));
  });
}

function blocksIn(use: ScopeUse): readonly string[] {
  return innerUses(use).flatMap(({ block }) => block ?? []);
}
