import { tuples, type TupleId } from '../../../targets/tuples';
import { takesNumbers, takesSecond } from '../../../layers/example-input';
import type { BuiltNode } from './built-node';

/**
 * A network with two or three inputs of one shape compares images: its inputs take what belongs together, in the order of the file, and an
 * output of one number compares them. Images of several shapes, and those that no output compares, are second images of the first. Inputs of
 * other kinds are left, and the canvas says what they lack.
 */
export function arrangeInputs(nodes: readonly BuiltNode[]): void {
  const inputs = nodes.filter(({ type, parameters }) => type === 'input' && !takesNumbers(parameters));
  const tuple = (Object.keys(tuples) as TupleId[]).find((id) => tuples[id].length === inputs.length);
  const [first] = inputs;
  const isAlike = inputs.every(({ shape }) => shape.join() === first?.shape.join());
  const areImages = inputs.every(({ shape }) => shape.length === 3);
  if (inputs.length > 1 && areImages && !(isAlike && tuple !== undefined && isCompared(nodes, tuple))) {
    for (const [at, { parameters, id }] of inputs.entries()) {
      if (at > 0) Object.assign(parameters, { takes: 'second', ...(inputs.length > 2 && { label: id }) });
    }
    return;
  }
  if (tuple === undefined || !isAlike) return;
  for (const [at, { parameters }] of inputs.entries()) {
    const member = tuples[tuple][at];
    if (at > 0 && member !== undefined) parameters.takes = member;
  }
  for (const output of nodes.filter(({ type }) => type === 'output')) {
    const [scores] = output.inputs;
    if (scores === undefined || (tuple === 'pair' && scores.shape.join() !== '1')) continue;
    output.parameters.target = tuple;
    output.parameters.loss = lossOf(tuple, scores);
  }
}

/** Whether an output may compare what enters: a number that says how alike two images are, or the distances of three. */
function isCompared(nodes: readonly BuiltNode[], tuple: TupleId): boolean {
  const wanted = tuple === 'pair' ? '1' : '2';
  return nodes.some(({ type, inputs }) => type === 'output' && inputs[0]?.shape.join() === wanted);
}

/**
 * A vector that enters beside one image, or beside one sequence, is the numbers beside an example. Of several vectors nobody knows which is; they are
 * left, and the canvas says what they lack.
 *
 * @returns the place of such a vector among all that enters
 */
export function placeOfNumbers(shapes: readonly (readonly number[])[]): number | null {
  const isVector = shapes.map((shape) => shape.length === 1);
  return shapes.length === 2 && isVector[0] !== isVector[1] ? isVector.indexOf(true) : null;
}

/** The input of the examples, whose normalization is a setting; of images that are compared the first. */
export function exampleInput(nodes: readonly BuiltNode[]): BuiltNode | undefined {
  return nodes.find(
    ({ type, parameters }) => type === 'input' && !takesNumbers(parameters) && !takesSecond(parameters),
  );
}

/** A distance is learned by how far apart it is; all else is a score for being of one class. */
function lossOf(tuple: TupleId, scores: BuiltNode): string {
  if (tuple === 'triplet') return 'triplet';
  return scores.type === 'distance' ? 'contrastive' : 'binaryCrossEntropy';
}
