import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { removeNodeFix, setParameterFix } from '../diagnostics/fixes';
import { scopeContent } from '../document/apply-edits';
import type { DocumentEdit } from '../document/edit';
import { parseEndpoint } from '../document/endpoint';
import { edgePlace } from '../document/scope-draft';
import { formatShape } from '../layers/tensor-type';
import {
  type InputMember,
  isTupleMember,
  type TupleId,
  type TupleMember,
  tupleOf,
  tuples,
} from '../targets/tuples';
import { addInputFix } from './repairs/add-ends';
import type { RepairContext } from './repairs/repair-context';
import type { WiredNode } from './wiring';

/** Where a network begins: one input, or those of a pair or triplet of images that it compares. */
export function diagnoseInputs(context: RepairContext, inputs: readonly WiredNode[]): Diagnostic[] {
  if (inputs.length === 0)
    return [{ code: 'no-input', severity: 'error', path: '', values: {}, fixes: addInputFix(context) }];
  const doubled = inputs.filter((input) => firstLike(inputs, input) !== input);
  if (doubled.length > 0) return doubled.map((input) => takesTheSame(context, inputs, input));
  const beside = inputs.filter((input) => !isTupleMember(memberOf(input)));
  const compared = inputs.filter((input) => !beside.includes(input));
  const members = compared.flatMap(tupleMembers);
  if (beside.length > 0 && members.length !== 1) return beside.map((input) => besideNone(input, members));
  const isAlone = members.length === 1 && members[0] === 'example';
  const tuple = tupleOf(members);
  if (!isAlone && tuple === null) return [notTogether(compared)];
  return [...differentShapes(context, compared), ...diagnoseCompared(context, tuple)];
}

function memberOf({ layer, node }: Pick<WiredNode, 'layer' | 'node'>): InputMember {
  return layer?.member?.(node.parameters) ?? 'example';
}

function tupleMembers(input: WiredNode): TupleMember[] {
  const member = memberOf(input);
  return isTupleMember(member) ? [member] : [];
}

/** Numbers and second images are beside one example: not without it, and not beside several that are compared. */
function besideNone(input: WiredNode, members: readonly TupleMember[]): Diagnostic {
  const { node } = input;
  const { scope, id } = node.origin;
  const isAlone = members.length === 0;
  return {
    ...(memberOf(input) === 'numbers' ? ofNumbers(isAlone) : ofSecond(isAlone)),
    ...{ severity: 'error', path: node.path, parameter: 'takes' },
    values: { node: id },
    fixes: isAlone ? [setParameterFix(scope, id, 'takes', 'example')] : [],
  };
}

const ofNumbers = (isAlone: boolean) => ({
  code: isAlone ? 'numbers-without-examples' : 'numbers-beside-compared',
});
const ofSecond = (isAlone: boolean) => ({
  code: isAlone ? 'second-image-without-examples' : 'second-image-beside-compared',
});

function firstLike(inputs: readonly WiredNode[], input: WiredNode): WiredNode {
  return inputs.find((other) => takenBy(other) === takenBy(input)) ?? input;
}

/** Equal for inputs that take the same. */
function takenBy(input: WiredNode): string {
  const label = memberOf(input) === 'second' ? input.layer?.secondLabel?.(input.node.parameters) : '';
  return `${memberOf(input)}@${label}`;
}

function takenTwice(member: InputMember): Pick<Diagnostic, 'code'> {
  if (member === 'numbers') return { code: 'numbers-twice' };
  return member === 'second' ? { code: 'second-image-twice' } : { code: 'several-inputs' };
}

/** Two inputs of the same images: one of them is meant to take others, or both branches are meant to begin at one. */
function takesTheSame(context: RepairContext, inputs: readonly WiredNode[], second: WiredNode): Diagnostic {
  const first = firstLike(inputs, second);
  const { scope, id } = second.node.origin;
  const free = missingMember(context, inputs);
  return {
    ...takenTwice(memberOf(second)),
    ...{ severity: 'error', path: second.node.path, parameter: 'takes' },
    values: { node: id, other: first.node.path },
    fixes: [
      ...(free === undefined ? [] : [setParameterFix(scope, id, 'takes', free)]),
      ...(mayTakeNumbers(context, inputs, second) ? [setParameterFix(scope, id, 'takes', 'numbers')] : []),
      ...(mayTakeSecond(context, inputs, second) ? [setParameterFix(scope, id, 'takes', 'second')] : []),
      ...shareInput(context, first, second),
    ],
  };
}

/** Whether a second input of the examples can take the numbers beside them: a vector beside an image. */
function mayTakeNumbers({ nodes }: RepairContext, inputs: readonly WiredNode[], second: WiredNode): boolean {
  const rankOf = ({ node }: WiredNode) => nodes.get(node.path)?.outputs?.[0]?.shape.length;
  const others = inputs.filter((input) => input !== second);
  return (
    rankOf(second) === 1 && others.every((input) => memberOf(input) === 'example' && rankOf(input) !== 1)
  );
}

/** Whether a second input of the examples can take their second images: an image beside one image, of networks that compare nothing. */
function mayTakeSecond(context: RepairContext, inputs: readonly WiredNode[], second: WiredNode): boolean {
  const { wiring, nodes } = context;
  const isOne = ({ node }: WiredNode) => nodes.get(node.path)?.outputs?.[0]?.shape.length === 3;
  const isCompared = wiring.nodes.some((node) => comparedBy(node) !== null);
  return !isCompared && memberOf(second) === 'example' && inputs.length === 2 && inputs.every(isOne);
}

/** What completes what an output compares; undefined where none does, or where the inputs would not fit together then. */
function missingMember(context: RepairContext, inputs: readonly WiredNode[]): TupleMember | undefined {
  const compared = context.wiring.nodes.map(comparedBy).find((tuple) => tuple !== null) ?? null;
  if (compared === null || differentShapes(context, inputs).length > 0) return undefined;
  const taken = inputs.flatMap(tupleMembers);
  const missing = tuples[compared].filter((member) => !taken.includes(member));
  return missing.length === 1 && inputs.length === tuples[compared].length ? missing[0] : undefined;
}

/** The tuple that an output compares; null for other outputs and nodes. */
function comparedBy({ layer, node }: WiredNode): TupleId | null {
  const target = layer?.loss?.target(node.parameters).target;
  return target === 'pair' || target === 'triplet' ? target : null;
}

/** Makes an ordinary network of one that compares: everything is fed from the first input, and the outputs learn the labels. */
export function compareNothing(context: RepairContext): Fix | null {
  const { nodes } = context.wiring;
  const inputs = nodes.filter(({ layer }) => layer?.inputs.length === 0);
  const first = inputs.find((input) => memberOf(input) === 'example');
  const others = inputs.filter((input) => input !== first);
  if (first === undefined) return null;
  const shared = others.map((other) => shareInput(context, first, other)[0]);
  if (shared.includes(undefined)) return null;
  const outputs = nodes.filter((node) => comparedBy(node) !== null).map((output) => lossFix(output, null));
  const edits = [...shared, ...outputs].flatMap((fix) => [...(fix?.edits ?? [])]);
  return { code: 'compare-nothing', values: { node: first.node.origin.id }, edits };
}

/** Feeds from `first` what `second` feeds, where both give the same shape: to take it away alone would leave wires open. */
function shareInput({ document, nodes }: RepairContext, first: WiredNode, second: WiredNode): Fix[] {
  const { scope, id } = second.node.origin;
  const edges = scopeContent(document, scope)?.edges ?? [];
  const fed = edges.filter(({ from }) => parseEndpoint(from).id === id);
  if (fed.length === 0) return [removeNodeFix(scope, id)];
  const shapes = [first, second].map(({ node }) => nodes.get(node.path)?.outputs?.[0]?.shape.join());
  if (first.node.origin.scope !== scope || shapes[0] === undefined || shapes[0] !== shapes[1]) return [];
  const rewired = fed.flatMap((edge): DocumentEdit[] => {
    const to = { from: first.node.origin.id, to: edge.to };
    const index = edgePlace(edges, edge);
    return [
      { kind: 'remove-edge', scope, edge, index },
      { kind: 'add-edge', scope, edge: to, index },
    ];
  });
  const values = { node: id, other: first.node.origin.id };
  return [{ code: 'share-input', values, edits: [...rewired, { kind: 'remove-node', scope, id }] }];
}

/** What the inputs take is neither one image nor a pair nor a triplet. */
function notTogether(inputs: readonly WiredNode[]): Diagnostic {
  const [last] = inputs.slice(-1);
  const wanted = wantedMembers(inputs.length);
  const edits = arrange(inputs, wanted ?? []);
  return {
    ...{
      code: 'inputs-do-not-go-together',
      severity: 'error',
      path: last?.node.path ?? '',
      parameter: 'takes',
    },
    values: { node: last?.node.origin.id ?? '', count: inputs.length },
    fixes: wanted === null ? [] : [{ code: 'arrange-inputs', values: { count: wanted.length }, edits }],
  };
}

function wantedMembers(count: number): readonly TupleMember[] | null {
  if (count === 1) return ['example'];
  return Object.values(tuples).find((members) => members.length === count) ?? null;
}

/** Gives each input one of the members, those that fit staying as they are. */
function arrange(inputs: readonly WiredNode[], wanted: readonly TupleMember[]): DocumentEdit[] {
  const fits = (input: WiredNode) => tupleMembers(input).some((member) => wanted.includes(member));
  const free = wanted.filter((member) => !inputs.some((input) => memberOf(input) === member));
  return inputs
    .filter((input) => !fits(input))
    .flatMap(({ node: { origin } }, at): DocumentEdit[] => {
      const value = free[at];
      if (value === undefined) return [];
      return [{ kind: 'set-parameter', scope: origin.scope, id: origin.id, parameter: 'takes', value }];
    });
}

/** Images that are compared come from one data set, and are brought to one size. */
function differentShapes({ nodes }: RepairContext, inputs: readonly WiredNode[]): Diagnostic[] {
  const shapeOf = ({ node }: WiredNode) => nodes.get(node.path)?.outputs?.[0]?.shape;
  const first = inputs.find((input) => memberOf(input) === 'example');
  const wanted = first === undefined ? undefined : shapeOf(first);
  if (first === undefined || wanted === undefined) return [];
  return inputs.flatMap((input): Diagnostic[] => {
    const own = shapeOf(input);
    if (own === undefined || own.join() === wanted.join()) return [];
    const { scope, id } = input.node.origin;
    return [
      {
        ...{ code: 'input-shapes-differ', severity: 'error', path: input.node.path, parameter: 'shape' },
        ...{ expected: formatShape(wanted), received: formatShape(own) },
        values: {
          ...{ node: id, other: first.node.origin.id },
          ...{ expected: formatShape(wanted), received: formatShape(own) },
        },
        fixes: [setParameterFix(scope, id, 'shape', [...wanted])],
      },
    ];
  });
}

/** Whether an output compares what the inputs take. */
function diagnoseCompared({ wiring }: RepairContext, tuple: TupleId | null): Diagnostic[] {
  const outputs = wiring.nodes.filter(({ layer }) => layer?.loss !== undefined);
  const isComparing = (output: WiredNode) => comparedBy(output) !== null;
  const misplaced = outputs.filter((output) => isComparing(output) && comparedBy(output) !== tuple);
  if (misplaced.length > 0)
    return misplaced.map((output) => comparesOthers(output, comparedBy(output) ?? 'pair', tuple));
  const [output] = outputs;
  if (tuple === null || output === undefined || outputs.some(isComparing)) return [];
  const { scope, id } = output.node.origin;
  return [
    {
      ...{ ...COMPARED[tuple].missing, severity: 'error', path: output.node.path, parameter: 'target' },
      values: { node: id },
      fixes: [setParameterFix(scope, id, 'target', tuple), lossFix(output, tuple)],
    },
  ];
}

/** How an output compares each tuple as a rule, and what is said where none does, or where its images are not taken. */
const COMPARED = {
  pair: {
    loss: 'contrastive',
    missing: { code: 'no-pair-compared' },
    misplaced: { code: 'pair-not-taken' },
  },
  triplet: {
    loss: 'triplet',
    missing: { code: 'no-triplet-compared' },
    misplaced: { code: 'triplet-not-taken' },
  },
} as const satisfies Readonly<Record<TupleId, object>>;

/** The output compares by the usual loss of a tuple, or of none. */
function lossFix({ node: { origin } }: WiredNode, tuple: TupleId | null): Fix {
  const { scope, id } = origin;
  const loss = tuple === null ? 'crossEntropy' : COMPARED[tuple].loss;
  const fix = setParameterFix(scope, id, 'loss', loss);
  return {
    ...fix,
    edits: [...fix.edits, { kind: 'set-parameter', scope, id, parameter: 'target', value: undefined }],
  };
}

/** An output that compares what no input takes. */
function comparesOthers(output: WiredNode, compared: TupleId, tuple: TupleId | null): Diagnostic {
  return {
    ...{ ...COMPARED[compared].misplaced, severity: 'error', path: output.node.path, parameter: 'loss' },
    values: { node: output.node.origin.id },
    fixes: [lossFix(output, tuple)],
  };
}
