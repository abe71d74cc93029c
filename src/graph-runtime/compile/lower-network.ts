import type { FlatEdge, FlatNode } from '../blocks/flat-graph';
import { wiresByReceiver } from '../blocks/wires-by-receiver';
import type { NetworkAnalysis } from '../infer/analysis';
import type { LayerDefinition, LossRule } from '../layers/layer';
import type { ResolvedParameters } from '../layers/parameter';
import { getLayer } from '../layers/registry';
import type { Value } from '../ops/op-graph';
import { sameForAll, type TargetsOfOutputs } from '../targets/output-targets';
import { labelsKey, ONE_CLASS } from '../targets/registry';
import type { TrainedTarget } from '../targets/target-kind';
import { type InputMember, isTupleMember, type TupleId, tupleOf, tuples } from '../targets/tuples';
import type { NetworkLowering } from './lowering-context';
import { membersOf } from './tuple-rows';

/** A node that puts a loss on what it receives. */
export interface NetworkOutput {
  readonly path: string;
  readonly parameters: ResolvedParameters;
  readonly loss: LossRule<ResolvedParameters>;
  readonly isAuxiliary: boolean;
}

/** Path and shape `[height, width, channels]` of a node through which examples enter. */
export interface NetworkInput {
  readonly path: string;
  readonly shape: readonly number[];
}

/** A node through which second images of the examples enter. */
export interface SecondInput extends NetworkInput {
  /** The name of the label that they are; empty: the first one that is such images. */
  readonly label: string;
}

/** The parts of an analyzed network that its outputs depend on, in an order of computation. */
export interface NetworkPlan {
  readonly analysis: NetworkAnalysis;
  /** The first of the main outputs: runs are compared by it. */
  readonly main: NetworkOutput;
  /** All outputs whose predictions count, in document order. */
  readonly mains: readonly NetworkOutput[];
  readonly auxiliary: readonly NetworkOutput[];
  /** What `main` is compared with. */
  readonly target: TrainedTarget;
  /** What an output is compared with. */
  targetOf(output: NetworkOutput): TrainedTarget;
  /** The node through which examples enter; of several, that of the example itself. */
  readonly input: NetworkInput;
  /** All of them, in the order in which a batch has their rows. */
  readonly inputs: readonly NetworkInput[];
  /** What enters together, where images are compared. */
  readonly tuple: TupleId | null;
  /** The node through which the numbers beside the examples enter; null: the network takes none. */
  readonly numbers: NetworkInput | null;
  /** The nodes through which second images of the examples enter. */
  readonly seconds: readonly SecondInput[];
  /** Paths of all nodes that an output depends on. */
  readonly paths: readonly string[];
}

export interface LoweredNetwork {
  /** What each node outputs, by path. */
  readonly activations: ReadonlyMap<string, readonly Value[]>;
  /** What enters the node at `path`, in port and edge order. */
  inputsOf(path: string): readonly Value[];
}

/**
 * Finds what there is to compile. The network must be trainable: one input, a main output, no diagnostic of severity error.
 *
 * @param targets what its outputs are trained for: all for the same, or each by its choice
 * @throws when it is not; the analysis has reported that before.
 */
export function planNetwork(
  analysis: NetworkAnalysis,
  targets: TrainedTarget | TargetsOfOutputs = ONE_CLASS,
): NetworkPlan {
  if (!analysis.isTrainable) throw new Error('the network has errors and cannot be compiled');
  const outputs = analysis.graph.nodes.flatMap(outputOfNode);
  const mains = outputs.filter((output) => !output.isAuxiliary);
  const [main] = mains;
  if (main === undefined) throw new Error('a main output is needed');
  const byChoice = typeof targets === 'function' ? targets : sameForAll(targets);
  const targetOf = ({ loss, parameters }: NetworkOutput) => byChoice(loss.target(parameters));
  const paths = ancestorsOf(
    analysis,
    outputs.map(({ path }) => path),
  );
  const { inputs, tuple, numbers, seconds } = inputsOf(analysis, paths);
  const [input] = inputs;
  if (input === undefined) throw new Error('an input is needed');
  return {
    analysis,
    main,
    mains,
    auxiliary: outputs.filter((output) => output.isAuxiliary),
    target: targetOf(main),
    targetOf,
    input,
    inputs,
    tuple,
    numbers,
    seconds,
    paths,
  };
}

/** The inputs that outputs depend on, in the order of what enters together. */
function inputsOf(
  analysis: NetworkAnalysis,
  paths: readonly string[],
): Pick<NetworkPlan, 'inputs' | 'tuple' | 'numbers' | 'seconds'> {
  const found = analysis.graph.nodes.flatMap((node) => {
    const layer = definitionOf(node);
    if (!paths.includes(node.path) || layer.inputs.length > 0) return [];
    const shape = analysis.nodes.get(node.path)?.outputs?.[0]?.shape;
    if (shape === undefined) throw new Error(`${node.path} has no shape`);
    const member: InputMember = layer.member?.(node.parameters) ?? 'example';
    return [{ path: node.path, shape, member, label: layer.secondLabel?.(node.parameters) ?? '' }];
  });
  const members = found.flatMap(({ member }) => (isTupleMember(member) ? [member] : []));
  const numbers = found.find(({ member }) => member === 'numbers') ?? null;
  const seconds = found.filter(({ member }) => member === 'second');
  const tuple = tupleOf(members);
  if (tuple === null && members.length !== 1)
    throw new Error(`inputs of ${members.join(', ')} do not go together`);
  const order = tuple === null ? members : tuples[tuple];
  const inputs = order.flatMap((member) => found.filter((input) => input.member === member));
  return { inputs, tuple, numbers, seconds };
}

/** What enters a network. */
export interface Entering {
  /** `[batch, ...input shape]`; where images are compared, the rows of a tuple one after the other. */
  readonly examples: Value;
  /** The numbers beside them, `[batch, numbers]`; wanted where an input takes them. */
  readonly numbers?: Value | undefined;
  /** Second images, by the paths of the inputs that take them, `[batch, ...input shape]`; wanted where some do. */
  readonly seconds?: ReadonlyMap<string, Value> | undefined;
}

/** What enters each input node, by its path. */
function entering(
  { inputs, numbers: taken, seconds: wanted }: Pick<NetworkPlan, 'inputs' | 'numbers' | 'seconds'>,
  lowering: NetworkLowering,
  { examples, numbers, seconds }: Entering,
): ReadonlyMap<string, Value> {
  const given = new Map(enteringExamples(inputs, lowering, examples));
  for (const { path } of wanted) {
    const second = seconds?.get(path);
    if (second === undefined) throw new Error(`no second image enters ${path}`);
    given.set(path, second);
  }
  if (taken === null) return given;
  if (numbers === undefined) throw new Error(`no numbers enter ${taken.path}`);
  return given.set(taken.path, numbers);
}

/** Of a batch whose rows are the members of one tuple after the other. */
function enteringExamples(
  inputs: NetworkPlan['inputs'],
  { graph, mode }: NetworkLowering,
  examples: Value,
): ReadonlyMap<string, Value> {
  const [only] = inputs;
  if (inputs.length === 1 && only !== undefined) return new Map([[only.path, examples]]);
  return graph.scoped(`${mode}/members`, () => {
    const parts = membersOf(graph, examples, inputs.length);
    return new Map(
      inputs.flatMap(({ path }, at) => parts.slice(at, at + 1).map((part) => [path, part] as const)),
    );
  });
}

/** All outputs of a network that training minimizes the losses of. */
export function allOutputs({ mains, auxiliary }: NetworkPlan): readonly NetworkOutput[] {
  return [...mains, ...auxiliary];
}

/** What the outputs of a network are trained for, each label once. */
export function targetsOfPlan(plan: NetworkPlan): readonly TrainedTarget[] {
  const byLabels = new Map(
    allOutputs(plan).map((output) => [labelsKey(plan.targetOf(output)), plan.targetOf(output)]),
  );
  return [...byLabels.values()];
}

/** Called before and after every node while a network is lowered. */
export interface NodeGate {
  /** What the node is given in place of its inputs. */
  enter(path: string, inputs: readonly Value[]): readonly Value[];
  leave(path: string, outputs: readonly Value[]): void;
}

/**
 * Lowers the nodes that the given outputs depend on, each under its own path.
 *
 * @param batch what enters the network
 */
export function lowerNetwork(
  plan: NetworkPlan,
  outputs: readonly NetworkOutput[],
  lowering: NetworkLowering,
  batch: Entering,
  gate?: NodeGate,
): LoweredNetwork {
  const pass = beginPass(plan, lowering, batch);
  for (const node of nodesOf(plan, outputs)) {
    const { path } = node;
    const arriving = pass.arrivingAt(path);
    const inputs = gate?.enter(path, arriving) ?? arriving;
    const values = lowering.graph.scoped(`${lowering.mode}/${path}`, () =>
      definitionOf(node).lower(lowering.contextOf(path), node.parameters, inputs),
    );
    gate?.leave(path, values);
    pass.activations.set(path, values);
  }
  return pass;
}

/** A network of which some nodes are lowered. */
export interface NetworkPass extends LoweredNetwork {
  readonly activations: Map<string, readonly Value[]>;
  /** What the node at `path` is given: examples at an input, else what nodes before it output. */
  arrivingAt(path: string): readonly Value[];
}

/** Before the first node. @param batch as `lowerNetwork` takes it */
export function beginPass(plan: NetworkPlan, lowering: NetworkLowering, batch: Entering): NetworkPass {
  const { graph } = plan.analysis;
  const nodes = new Map(graph.nodes.map((node) => [node.path, node]));
  const wires = wiresByReceiver(graph.edges);
  const activations = new Map<string, readonly Value[]>();
  const given = entering(plan, lowering, batch);
  const inputsOf = (path: string) =>
    inputValues(nodeAt(nodes, path), nodes, wires.get(path) ?? [], activations);
  const arrivingAt = (path: string) => {
    const entered = given.get(path);
    return entered === undefined ? inputsOf(path) : [entered];
  };
  return { activations, inputsOf, arrivingAt };
}

/** The nodes that outputs depend on, in an order of computation. */
export function nodesOf({ analysis }: NetworkPlan, outputs: readonly NetworkOutput[]): readonly FlatNode[] {
  const nodes = new Map(analysis.graph.nodes.map((node) => [node.path, node]));
  const paths = outputs.map(({ path }) => path);
  return ancestorsOf(analysis, paths).map((path) => nodeAt(nodes, path));
}

function outputOfNode(node: FlatNode): NetworkOutput[] {
  const { loss } = definitionOf(node);
  if (loss === undefined) return [];
  const { path, parameters } = node;
  return [{ path, parameters, loss, isAuxiliary: loss.isAuxiliary(parameters) }];
}

export function definitionOf(node: FlatNode): LayerDefinition {
  const definition = getLayer(node.type);
  if (definition === undefined) throw new Error(`${node.path}: no layer ${node.type}`);
  return definition;
}

function nodeAt(nodes: ReadonlyMap<string, FlatNode>, path: string): FlatNode {
  const node = nodes.get(path);
  if (node === undefined) throw new Error(`there is no node ${path}`);
  return node;
}

/** All nodes the given ones depend on, and they themselves, in order of computation. */
function ancestorsOf(analysis: NetworkAnalysis, paths: readonly string[]): readonly string[] {
  const wires = wiresByReceiver(analysis.graph.edges);
  const found = new Set<string>();
  const pending = [...paths];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const wire of wires.get(path) ?? []) pending.push(wire.from.path);
  }
  return analysis.order.filter((path) => found.has(path));
}

/** Values by port, in the order of the layer's ports, and within a port that takes many in the order of its wires. */
function inputValues(
  node: FlatNode,
  nodes: ReadonlyMap<string, FlatNode>,
  wires: readonly FlatEdge[],
  activations: ReadonlyMap<string, readonly Value[]>,
): readonly Value[] {
  return definitionOf(node).inputs.flatMap((port) =>
    wires
      .filter((wire) => wire.to.port === port.name)
      .map(({ from }) => {
        const ports = definitionOf(nodeAt(nodes, from.path)).outputs;
        const value = activations.get(from.path)?.[ports.findIndex(({ name }) => name === from.port)];
        if (value === undefined) throw new Error(`${node.path}: nothing arrives from ${from.path}`);
        return value;
      }),
  );
}
