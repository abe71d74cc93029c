import type { Fix, LayerRepair } from '../../diagnostics/diagnostic';
import { setParameterFix } from '../../diagnostics/fixes';
import { asVector, insertAverage, insertPositionAverage, isVectorLike } from '../../layers/shape-rules';
import { formatShape, isSameShape } from '../../layers/tensor-type';
import type { Text } from '../../text/text';
import type { CheckContext, CheckResult, TrainingCheck } from '../check';
import { dataInputs } from '../inputs';
import { type ScoredOutput, scoredOutputs } from '../scores';
import { layerFixes, outputFits } from '../target-fit';

/**
 * Outputs that are given something else where a vector is wanted. Flatten is only offered where it changes nothing: of a map of classes it
 * would make a classifier of as many classes as there are pixels and classes together.
 */
function vectorCheck(
  code: string,
  words: { readonly what: Text; readonly advice: Text },
  isMeant: (received: readonly number[]) => boolean,
  repairsOf: (received: readonly number[]) => readonly LayerRepair[],
): TrainingCheck {
  const find = (context: CheckContext): CheckResult[] =>
    outputFits(context, scoredOutputs(context))
      .filter(({ wanted, received }) => wanted.length === 1 && received.length !== 1 && isMeant(received))
      .map(({ scored, received }) => ({
        path: scored.output.node.path,
        port: 'in',
        expected: 'features',
        received: formatShape(received),
        values: { node: scored.output.node.origin.id, received: formatShape(received) },
        fixes: () => [
          ...reconstructionFixes(context, scored, received),
          ...layerFixes(context, scored, code, repairsOf(received)),
        ],
      }));
  return { code, severity: 'error', ...words, find };
}

/** What has the shape of the input is most likely to reconstruct it. */
function reconstructionFixes(
  context: CheckContext,
  { output }: ScoredOutput,
  received: readonly number[],
): readonly Fix[] {
  const [input] = dataInputs(context);
  if (received.length !== 3 || input === undefined || !isSameShape(input.shape, received)) return [];
  const { scope, id } = output.node.origin;
  return [setParameterFix(scope, id, 'target', 'input')];
}

/** A map of features where scores of the whole image are wanted. */
export const outputOfImage = vectorCheck(
  'output-of-image',
  {
    what: {
      en: 'The labels of this data set belong to whole images, so “{node}” needs one vector of scores, but receives an image of {received}.',
      'zh-Hant':
        '這個資料集的標籤屬於整張影像，因此「{node}」需要一個分數向量，但傳入的是 {received} 的影像。',
    },
    advice: {
      en: 'Average each channel to one score. To train on images instead, use a data set with masks, or set the target to “The input itself”.',
      'zh-Hant':
        '請把每個通道平均成一個分數。若要以影像為目標，請改用有遮罩的資料集，或將目標設為「輸入本身」。',
    },
  },
  (received) => received.length === 3 && !isVectorLike(received),
  () => [insertAverage('insert-average-scores')],
);

/** Scores at several positions where those of the whole input are wanted. */
export const outputOfPositions = vectorCheck(
  'output-of-positions',
  {
    what: {
      en: '“{node}” needs one vector of scores for the whole input, but receives scores at several positions: {received}.',
      'zh-Hant': '「{node}」需要整個輸入的一個分數向量，但傳入的是多個位置的分數：{received}。',
    },
    advice: {
      en: 'To predict one answer for the whole input, average over the positions.',
      'zh-Hant': '若要對整個輸入預測一個答案，請對所有位置取平均。',
    },
  },
  (received) => received.length === 2 && !isVectorLike(received),
  (received) => [insertPositionAverage(received)],
);

/** A vector in all but its shape. */
export const outputOfPixel = vectorCheck(
  'output-of-pixel',
  {
    what: {
      en: '“{node}” needs a vector of scores, but receives {received}.',
      'zh-Hant': '「{node}」需要一個分數向量，但傳入的是 {received}。',
    },
    advice: { en: 'Turn the values into a vector.', 'zh-Hant': '請把這些值變成一個向量。' },
  },
  isVectorLike,
  () => asVector(),
);
