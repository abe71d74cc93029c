import { type FindingRule, percent, rateCure } from '../finding';
import { isLearning, lastLook, type ObservedHealth, type RunObservations } from '../observations';

/**
 * More than half of a layer's units output only zeros for a whole batch. In healthy networks it was up to a third, with the small
 * batch of 32, and at single looks up to 70% (the last ReLU of NiN, ten units) that came back to life within three steps.
 */
const SHARE = 0.5;

/** For this many steps: what is dead stays dead. */
const STEPS = 30;

/** A rate of 2 for a small network of ReLUs: three quarters of its units. */
export const deadUnits: FindingRule = {
  code: 'dead-units',
  severity: 'problem',
  title: { en: 'Dead ReLUs', 'zh-Hant': '失效的 ReLU' },
  evidence: {
    en: 'Since step {since}, {percent}% of the units of “{path}” have output only zeros for whole batches: no gradient reaches them, and they no longer learn.',
    'zh-Hant':
      '自第 {since} 步起，「{path}」有 {percent}% 的單元對整個批次只輸出 0：梯度傳不到它們，它們不再學習。',
  },
  advice: {
    en: 'Try a smaller learning rate or a warm-up, leaky ReLU or ELU, He initialization, or batch normalization before the activation.',
    'zh-Hant': '可以試試較小的學習率或預熱、Leaky ReLU 或 ELU、He 初始化，或在前面加入批次正規化。',
  },
  isAboutRate: true,
  cure: (settings) => rateCure(settings, 0.1),
  find: (run) => {
    const looks = latestLooks(run);
    const [since] = looks;
    if (since === undefined) return null;
    const dead = since.activations.flatMap(({ path }) => {
      const share = Math.min(...looks.map((look) => deadShareOf(look, path)));
      return share > SHARE ? [{ path, share }] : [];
    });
    const [first] = dead;
    if (first === undefined) return null;
    const worst = dead.reduce((a, b) => (b.share > a.share ? b : a), first);
    return {
      paths: dead.map(({ path }) => path),
      values: { path: worst.path, percent: percent(worst.share), since: since.step },
    };
  },
};

/**
 * The looks of the last `STEPS` steps, or the last two where they are further apart; the first `STEPS` of the run do not count. A run that
 * was looked into only once since then counts by that look, unless it learns.
 */
function latestLooks(run: RunObservations): readonly ObservedHealth[] {
  const last = lastLook(run)?.step ?? 0;
  if (last < 2 * STEPS) return [];
  const settled = run.health.filter(({ step }) => step >= STEPS);
  const recent = settled.filter(({ step }) => step >= last - STEPS);
  const looks = recent.length > 1 ? recent : settled.slice(-2);
  return looks.length === 1 && isLearning(run) ? [] : looks;
}

function deadShareOf({ activations }: ObservedHealth, path: string): number {
  return activations.find((node) => node.path === path)?.deadShare ?? 0;
}
