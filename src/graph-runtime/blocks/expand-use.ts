import type { Diagnostic } from '../diagnostics/diagnostic';
import { removeNodeFix } from '../diagnostics/fixes';
import { blockName } from '../document/block-type';
import { joinPathOf } from '../document/node-path';
import type { LayerDefinition, PortDescription } from '../layers/layer';
import { type Copy, chainCopies } from './chain-copies';
import { expansionDiagnostic } from './expansion-diagnostics';
import type { ExpressionScope } from './expression';
import type { FlatNode } from './flat-graph';
import {
  BROKEN,
  EMPTY_FRAGMENT,
  type Fragment,
  type GroupDraft,
  leavingAlike,
  MUTED,
  type Source,
} from './fragment';
import { type Join, joinCopies } from './join-copies';
import { TypeFlow } from './known-types';
import { learningFields } from './learning';
import { portSizes } from './port-sizes';
import { type Place, resolveBlockParameters, resolveParameters } from './resolve-parameters';
import { isReusable } from './reuse';
import { sharesWith, sharingInside } from './sharing';
import {
  type ExpandBlock,
  type ExpansionContext,
  isSameNode,
  isSameScope,
  type ScopeExpansion,
  type Use,
} from './use';
import { countOfCopies, findTarget, joinOf, readSwitch, type Target, type UseRequest } from './use-target';

/**
 * Expands one node of a scope with its copies. What `previous` already has is used again as far as it is still right.
 */
export function expandUse(context: ExpansionContext, request: UseRequest, expandBlock: ExpandBlock): Use {
  const { node, previous } = request;
  const block = blockName(node.type);
  const reached = block === null ? null : context.blocks.reachedFrom(block);
  if (previous !== undefined && context.canReuse && isReusable(previous, request, reached)) {
    context.budget.take(previous.fragment.nodes.length, previous.fragment.steps);
    return previous.node === node ? previous : { ...previous, node };
  }
  return new UseExpansion(context, request, reached, expandBlock).expand();
}

class UseExpansion {
  readonly #context: ExpansionContext;
  readonly #request: UseRequest;
  readonly #reached: Use['reached'];
  readonly #expandBlock: ExpandBlock;
  /** Without a copy's number. */
  readonly #place: Place;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #expansions = new Map<string, ScopeExpansion>();
  /** Where types are worked out. */
  #flow: TypeFlow | undefined;

  constructor(
    context: ExpansionContext,
    request: UseRequest,
    reached: Use['reached'],
    expandBlock: ExpandBlock,
  ) {
    this.#context = context;
    this.#request = request;
    this.#reached = reached;
    this.#expandBlock = expandBlock;
    const { place, node } = request;
    this.#place = { path: place.prefix + node.id, origin: { scope: place.scope, id: node.id } };
  }

  expand(): Use {
    const { type } = this.#request.node;
    this.#context.budget.take(0, 1);
    if (type === 'blockInput' || type === 'blockOutput') return this.#port(type);
    const report = this.#report;
    const { entering, node, values } = this.#request;
    const target = findTarget(this.#context, this.#request, this.#place, report);
    if (target !== null && entering !== undefined) this.#flow = new TypeFlow(entering, target);
    const muted = target === null ? null : readSwitch('muted', node, values, this.#place, report);
    if (target === null || muted === null) return this.#broken();
    if (muted) return this.#muted(target);
    const count = countOfCopies(target, this.#request, this.#place, report);
    const join = joinOf(this.#context, this.#request, this.#place, report, (made) => this.#keep(made));
    if (count === null || join === null) return this.#broken();
    const copies = this.#expandCopies(target, count, join !== undefined);
    if (copies === null || this.#context.budget.isSpent) return this.#broken();
    return copies.length === 0 ? this.#passing(target) : this.#together(target, copies, join);
  }

  readonly #report = (diagnostic: Diagnostic): void => {
    this.#diagnostics.push(diagnostic);
  };

  #port(type: 'blockInput' | 'blockOutput'): Use {
    const { scope, id } = this.#place.origin;
    if (scope === null) {
      const fixes = [removeNodeFix(scope, id)];
      this.#diagnostics.push(expansionDiagnostic('port-outside-block', this.#place, { fixes }));
      return this.#broken();
    }
    const isInput = type === 'blockInput';
    const exits = new Map<string, Source>();
    if (isInput) exits.set('out', { kind: 'port', port: id, via: [] });
    return this.#use({
      role: type,
      inputs: isInput ? [] : [{ name: 'in' }],
      outputs: isInput ? ['out'] : [],
      fragment: { ...EMPTY_FRAGMENT, exits, steps: 1 },
      leaving: isInput ? new Map([['out', this.#request.place.inputTypes?.get(id) ?? null]]) : undefined,
    });
  }

  /** The copies that are switched on; null when it makes no sense whether they are. */
  #expandCopies(target: Target, count: number, areBeside: boolean): Copy[] | null {
    const { node, values } = this.#request;
    const copies: Copy[] = [];
    for (let index = 0; index < count; index += 1) {
      if (!this.#context.budget.take(0, 1)) break;
      const path = node.repeat === undefined ? this.#place.path : `${this.#place.path}${index + 1}`;
      const own = node.repeat === undefined ? values : new Map(values).set('index', index);
      const isOn = readSwitch('enabled', node, own, this.#place, this.#report);
      if (isOn === null) return null;
      if (!isOn) continue;
      const place = { path, origin: this.#place.origin };
      const fragment =
        target.kind === 'layer'
          ? this.#expandLayer(target.layer, own, place)
          : this.#expandBlockCopy(target, own, place);
      copies.push({ path, fragment });
      if (areBeside) this.#flow?.endCopy();
    }
    return copies;
  }

  #expandLayer(layer: LayerDefinition, values: ExpressionScope, place: Place): Fragment {
    this.#context.budget.take(1, 0);
    const { type, parameters } = this.#request.node;
    const { path, origin } = place;
    const resolution = resolveParameters(layer.parameters, parameters, values, place, layer.otherNames);
    if (resolution.diagnostics.length > 0) this.#flow?.passUnknown();
    else this.#flow?.passLayer(layer, resolution.values);
    const exits = new Map<string, Source>();
    for (const port of layer.outputs) {
      exits.set(port.name, { kind: 'node', endpoint: { path, port: port.name }, via: [] });
    }
    return {
      ...EMPTY_FRAGMENT,
      nodes: [
        this.#keep({
          ...{ path, type, parameters: resolution.values },
          ...learningFields(this.#request),
          ...sharesWith(this.#request, path),
          origin,
        }),
      ],
      broken: resolution.diagnostics.length > 0 ? [path] : [],
      diagnostics: resolution.diagnostics,
      exits,
    };
  }

  #expandBlockCopy(
    { name, block, inputs, outputs }: Extract<Target, { kind: 'block' }>,
    values: ExpressionScope,
    place: Place,
  ): Fragment {
    const { path } = place;
    const inputTypes = this.#flow?.blockInputs;
    const sizes = portSizes(block, inputTypes);
    const given = this.#request.node.parameters;
    const resolution = resolveBlockParameters(block.parameters, given, values, place, sizes);
    if (resolution.diagnostics.length > 0) {
      this.#flow?.passUnknown();
      const claimed = inputs.map((port): Source => ({ kind: 'port', port: port.name, via: [] }));
      return { ...this.#placeholder(path, outputs), claimed, diagnostics: resolution.diagnostics };
    }
    const previous = this.#request.previous?.copies.get(path);
    const isSame = previous !== undefined && isSameScope(previous.values, resolution.values);
    const expansion = this.#expandBlock(
      this.#context,
      block,
      {
        ...{ scope: name, prefix: `${path}/`, nesting: this.#request.place.nesting + 1, inputTypes },
        ...learningFields(this.#request),
        ...sharingInside(this.#request, path),
      },
      isSame ? previous.values : resolution.values,
      previous,
    );
    this.#expansions.set(path, expansion);
    this.#flow?.passBlock(expansion.uses);
    const { fragment } = expansion;
    const group = { ...this.#group(path, name, inputs, fragment.exits, fragment.nodes.length), sizes };
    return { ...fragment, groups: [group, ...fragment.groups] };
  }

  #together(target: Target, copies: readonly Copy[], join: Join | undefined): Use {
    const { node } = this.#request;
    const { inputs, outputs } = target;
    const { path, origin } = this.#place;
    const isLayer = target.kind === 'layer';
    // Between copies there is no edge of the document.
    const own = { scope: origin.scope, edge: { from: node.id, to: node.id } };
    if (join !== undefined) this.#context.budget.take(outputs.length, 1);
    if (join !== undefined) this.#flow?.join(join);
    const { merged, exits, entries } =
      join === undefined
        ? chainCopies(copies, inputs, outputs, isLayer, own)
        : joinCopies(copies, { inputs, outputs, isLayer, join, path, origin: own });
    if (node.repeat !== undefined) {
      const name = target.kind === 'layer' ? node.type : target.name;
      merged.groups.unshift(this.#group(path, name, inputs, exits, merged.nodes.length));
    }
    return this.#use({
      ...{ role: target.kind, inputs, outputs, entries },
      fragment: merged.build(exits),
      ownPaths: [
        path,
        ...copies.map((copy) => copy.path),
        ...(join === undefined ? [] : [joinPathOf(path, null)]),
      ],
    });
  }

  #group(
    path: string,
    block: string,
    inputs: readonly PortDescription[],
    outputs: ReadonlyMap<string, Source>,
    nodeCount: number,
  ): GroupDraft {
    const sources = new Map<string, Source>();
    for (const { name } of inputs) sources.set(name, { kind: 'port', port: name, via: [] });
    const { node } = this.#request;
    const { origin } = this.#place;
    return { path, block, origin, node, inputs: sources, outputs, firstNode: 0, nodeCount };
  }

  /** Switched off (or repeated no time at all): whatever enters first leaves at every output. */
  #passing({ inputs, outputs }: Target): Use {
    const [first] = inputs;
    const source: Source =
      first === undefined ? { kind: 'none' } : { kind: 'port', port: first.name, via: [] };
    return this.#use({ role: 'pass', inputs, outputs, fragment: leavingAlike(outputs, source) });
  }

  /** Nothing leaves it. What that means for the nodes around is worked out when the scope is wired. */
  #muted({ inputs, outputs }: Target): Use {
    const leaving = new Map(outputs.map((port) => [port, 'muted' as const]));
    return this.#use({ role: 'muted', inputs, outputs, fragment: leavingAlike(outputs, MUTED), leaving });
  }

  #broken(): Use {
    const fragment = { ...this.#placeholder(this.#place.path, []), diagnostics: this.#diagnostics };
    return this.#use({ role: 'broken', inputs: [], outputs: [], fragment, leaving: undefined });
  }

  /** What cannot be expanded is replaced by a node of its document type, so that the graph stays whole. */
  #placeholder(path: string, outputs: readonly string[]): Fragment {
    this.#context.budget.take(1, 0);
    const { origin } = this.#place;
    const { type } = this.#request.node;
    const layer = this.#context.getLayer(type);
    const place = { path, origin };
    const { values } = resolveParameters(layer?.parameters ?? {}, undefined, new Map(), place);
    const node = this.#keep({ path, type, parameters: values, origin });
    const exits = new Map<string, Source>(outputs.map((port) => [port, BROKEN]));
    return { ...EMPTY_FRAGMENT, nodes: [node], broken: [path], exits, steps: 1 };
  }

  /** The same object as before the edit, when nothing in it changed. */
  #keep(node: FlatNode): FlatNode {
    const old = this.#request.previous?.fragment.nodes.find((candidate) => candidate.path === node.path);
    return old !== undefined && isSameNode(old, node) ? old : node;
  }

  #use(parts: Pick<Use, 'role' | 'inputs' | 'outputs' | 'fragment'> & Partial<Use>): Use {
    const { node, values, place } = this.#request;
    return {
      ...{ node, values, outerLearning: place.learning, outerSharing: place.sharing },
      path: this.#place.path,
      entries: new Map(),
      copies: this.#expansions,
      ownPaths: [this.#place.path],
      reached: this.#reached,
      entering: this.#request.entering,
      leaving: this.#flow?.leaving,
      ...parts,
    };
  }
}
