import { targetSize } from '../datasets/target-description';
import type { Fix } from '../diagnostics/diagnostic';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import type { NetworkAnalysis } from '../infer/analysis';
import { analyze } from '../infer/analyze';
import { isExampleInput } from '../layers/example-input';
import { formatShape } from '../layers/tensor-type';
import type { CheckContext } from './check';
import { contextOf } from './check-context';
import { networkImageFit } from './image-fit';
import { scoredOutputs } from './scores';
import { type OutputFit, outputFits, shapeFixes } from './target-fit';
import { classesOf } from './target-of';
import { type DescribedDataset, trainingDataOf } from './training-data';

/**
 * One repair that brings the input to the shape of the data set's examples, and the scores of all outputs to its classes. A network that
 * is too deep for images of that size keeps its own: then they are resized, and only the channels change. Null where the network fits
 * already, or would have errors that it does not have now: then its parts are for the user to change.
 */
export function fitToDatasetFix(analysis: NetworkAnalysis, dataset: DescribedDataset): Fix | null {
  const { document } = analysis;
  for (const shape of [inputFor(analysis, dataset.exampleShape), resizedShape(document, dataset)]) {
    if (shape === null) continue;
    const edits = fittingEdits(document, dataset, shape);
    if (edits.length === 0) return null;
    const fitted = analyze(applyEdits(document, edits), analysis);
    if (errorsOf(fitted) > errorsOf(analysis)) continue;
    return fixWords(dataset, shape, edits);
  }
  return null;
}

/** The repair in the words of what it fits: classes, other values, or the input alone. */
function fixWords(dataset: DescribedDataset, input: readonly number[], edits: Fix['edits']): Fix {
  const shape = formatShape(input);
  const { classCount } = trainingDataOf(dataset);
  if (classCount > 0) return { code: 'fit-dataset', values: { shape, classCount }, edits };
  const count = targetSize(dataset.target);
  return count > 0
    ? { code: 'fit-values', values: { shape, count }, edits }
    : { code: 'fit-input', values: { shape }, edits };
}

/** The network's own height and width with the channels of the data set's images; null where one of them has no images. */
export function resizedShape(
  document: NetloomDocument,
  { exampleShape }: Pick<DescribedDataset, 'exampleShape'>,
): number[] | null {
  const [height, width, ...others] = inputShapesOf(document)[0]?.value ?? [];
  const channels = exampleShape[2];
  const isImage = others.length === 1 && typeof height === 'number' && typeof width === 'number';
  return isImage && channels !== undefined ? [height, width, channels] : null;
}

/** The shape of the stored examples; where larger images are cropped, the input keeps its size. */
function inputFor(analysis: NetworkAnalysis, stored: readonly number[]): readonly number[] {
  const fit = networkImageFit(analysis, stored);
  return fit?.kind === 'cropped' ? [...fit.wanted, ...stored.slice(2)] : stored;
}

/**
 * What brings a network to a data set: the shape of its input, and the scores of all outputs.
 *
 * @param input the shape that the input is to have; null: it keeps its own
 */
export function fittingEdits(
  document: NetloomDocument,
  dataset: DescribedDataset,
  input: readonly number[] | null,
): DocumentEdit[] {
  const edits = input === null ? [] : inputEdits(document, input);
  const data = trainingDataOf(dataset);
  // One output after the other: a repair may change what the next one receives.
  for (let left = document.nodes.length + 1; left > 0; left -= 1) {
    const analysis = analyze(applyEdits(document, edits));
    const context = contextOf(analysis, data);
    const unlike = outputFits(context, scoredOutputs(context)).filter((fit) => !isFitting(context, fit));
    const [fix] = unlike.flatMap((fit) => shapeFixes(context, fit).flatMap((one) => one ?? []));
    if (fix === undefined) break;
    edits.push(...fix.edits);
  }
  return edits;
}

/** One score may stand for two classes. */
function isFitting(context: CheckContext, { scored, wanted, received }: OutputFit): boolean {
  const { loss, scores } = scored;
  const classes = classesOf(context, scored.output);
  const isOfClasses = classes > 0 && received.length === 1;
  return isOfClasses ? loss.targetCount(scores) === classes : `${wanted}` === `${received}`;
}

function inputEdits(document: NetloomDocument, wanted: readonly number[]): DocumentEdit[] {
  return inputShapesOf(document).flatMap(({ id, value }): DocumentEdit[] => {
    const isSame = value.length === wanted.length && wanted.every((size, at) => size === value[at]);
    if (isSame) return [];
    return [{ kind: 'set-parameter', scope: null, id, parameter: 'shape', value: [...wanted] }];
  });
}

/** The shapes that are set at the network's inputs, where they are lists. */
function inputShapesOf({
  nodes,
}: NetloomDocument): readonly { readonly id: string; readonly value: readonly (number | string)[] }[] {
  return nodes
    .filter(isExampleInput)
    .flatMap(({ id, parameters }) =>
      Array.isArray(parameters?.shape) ? [{ id, value: parameters.shape }] : [],
    );
}

function errorsOf({ diagnostics }: NetworkAnalysis): number {
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}
