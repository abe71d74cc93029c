import type { TrainingCheck } from '../check';
import { scoreCountFixes, scoredOutputs, valuesOf } from '../scores';
import { classesOf } from '../target-of';

/** It trains: the network learns never to answer with a score beyond the classes. Mostly it was meant for other data. */
export const moreScoresThanClasses: TrainingCheck = {
  code: 'more-scores-than-classes',
  severity: 'warning',
  what: {
    en: '“{node}” receives {scores} scores, but the data set has {classes} classes: no example has a label for the others.',
    'zh-Hant': '「{node}」收到 {scores} 個分數，但資料集只有 {classes} 個類別：其餘分數沒有任何樣本的標籤。',
  },
  advice: {
    en: 'Set the units of the layer before it to the number of classes. To compare the output with the image itself, set the target to “The input itself”.',
    'zh-Hant': '請把前一層的單元數設為類別數。若要將輸出與影像本身比較，請將目標設為「輸入本身」。',
  },
  // Of several labels, each output has the classes of its own.
  find: (context) =>
    scoredOutputs(context)
      .map((scored) => ({ scored, classCount: classesOf(context, scored.output) }))
      .filter(({ scored: { scores }, classCount }) => scores.shape.length === 1 && classCount > 0)
      .filter(({ scored: { loss, scores }, classCount }) => loss.targetCount(scores) > classCount)
      .map(({ scored, classCount }) => ({
        path: scored.output.node.path,
        port: 'in',
        expected: `${classCount}`,
        received: `${scored.loss.targetCount(scored.scores)}`,
        values: valuesOf(scored, classCount),
        fixes: () => scoreCountFixes(context, scored, classCount),
      })),
};
