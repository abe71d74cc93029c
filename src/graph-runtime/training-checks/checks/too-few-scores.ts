import type { TrainingCheck } from '../check';
import { scoreCountFixes, scoredOutputs, valuesOf } from '../scores';
import { classesOf } from '../target-of';

/** A label without a score stops the engine, or is trained on as a row of zeros, at main and auxiliary outputs alike. */
export const tooFewScores: TrainingCheck = {
  code: 'classes-do-not-match',
  severity: 'error',
  what: {
    en: '“{node}” receives {scores} scores, but the data set has {classes} classes.',
    'zh-Hant': '「{node}」只有 {scores} 個分數，但資料集有 {classes} 個類別。',
  },
  advice: {
    en: 'Every output, auxiliary ones included, needs a score for each class: change the units of the layer before it, or choose another data set.',
    'zh-Hant': '每個輸出（包括輔助輸出）都需要每個類別各一個分數：請修改前一層的單元數，或改選其他資料集。',
  },
  // Of several labels, each output has the classes of its own.
  find: (context) =>
    scoredOutputs(context)
      .map((scored) => ({ scored, classes: classesOf(context, scored.output) }))
      .filter(({ scored: { scores }, classes }) => scores.shape.length === 1 && classes > 0)
      .filter(({ scored: { loss, scores }, classes }) => loss.targetCount(scores) < classes)
      .map(({ scored, classes }) => ({
        path: scored.output.node.path,
        port: 'in',
        expected: `≥ ${classes}`,
        received: `${scored.loss.targetCount(scored.scores)}`,
        values: valuesOf(scored, classes),
        fixes: () => scoreCountFixes(context, scored, classes),
      })),
};
