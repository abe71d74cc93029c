import { type FindingRule, percent } from '../finding';
import { lastLook } from '../observations';

/**
 * More than half of a layer's units put out nothing but zeros for a whole batch. In healthy networks it was up to a third, with the small
 * batch of 32.
 */
const SHARE = 0.5;

/** A rate of 2 for a small network of ReLUs: three quarters of its units. */
export const deadUnits: FindingRule = {
  code: 'dead-units',
  severity: 'problem',
  title: { en: 'Dead ReLUs', 'zh-Hant': '失效的 ReLU' },
  evidence: {
    en: 'At step {step}, {percent}% of the units of “{path}” put out nothing but zeros for the whole batch: no gradient reaches them, and they learn no more.',
    'zh-Hant':
      '在第 {step} 步，「{path}」有 {percent}% 的單元對整個批次只輸出 0：梯度傳不到它們，它們不再學習。',
  },
  advice: {
    en: 'Try a smaller learning rate or a warm-up, leaky ReLU or ELU, He initialisation, or batch normalisation in front.',
    'zh-Hant': '可以試試較小的學習率或暖身、Leaky ReLU 或 ELU、He 初始化，或在前面加入批次正規化。',
  },
  find: (run) => {
    const look = lastLook(run);
    if (look === null) return null;
    const dead = look.activations.flatMap(({ path, deadShare = 0 }) =>
      deadShare > SHARE ? [{ path, deadShare }] : [],
    );
    const [first] = dead;
    if (first === undefined) return null;
    const worst = dead.reduce((a, b) => (b.deadShare > a.deadShare ? b : a), first);
    return {
      paths: dead.map(({ path }) => path),
      values: { path: worst.path, percent: percent(worst.deadShare), step: look.step },
    };
  },
};
