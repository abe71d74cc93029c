import type { Fix } from '../../diagnostics/diagnostic';
import type { TrainingCheck } from '../check';
import { isOnlyUse } from '../scores';

/** Kernels are weights that are multiplied; biases may all start as zeros. */
const isKernel = (name: string) => /kernel$/i.test(name);

/**
 * Units that start equal get equal gradients and stay equal: with zeros nothing is learned at all, with ones each layer has one unit
 * in effect. A single layer (logistic regression) may start with zeros.
 */
export const kernelsAllEqual: TrainingCheck = {
  code: 'kernels-all-equal',
  severity: 'warning',
  what: {
    en: 'The kernels of all {count} layers start with the same number everywhere: their units are identical, and stay identical.',
    'zh-Hant': '全部 {count} 層的卷積核與權重都以同一個數值開始：各單元完全相同，而且會一直相同。',
  },
  advice: {
    en: 'Only random weights break this symmetry. Use Glorot, He or another random initializer.',
    'zh-Hant': '隨機的權重才能讓各單元有所不同。請使用 Glorot、He 或其他隨機初始化。',
  },
  find: (context) => {
    const { wiring, analysis } = context;
    const trained = wiring.nodes.flatMap((wired) => {
      const weights = analysis.nodes.get(wired.node.path)?.weights ?? [];
      const kernels = weights.filter(({ name, isTrainable }) => isTrainable && isKernel(name));
      return kernels.length === 0 ? [] : [{ wired, kernels }];
    });
    const areEqual = trained.every(({ kernels }) =>
      kernels.every(({ initializer }) => initializer.kind === 'constant'),
    );
    if (trained.length < 2 || !areEqual) return [];
    const fix = (): Fix | null => {
      const nodes = trained.filter(({ wired }) => isOnlyUse(context, wired)).map(({ wired }) => wired.node);
      return {
        code: 'reset-parameter',
        values: { parameter: 'kernelInitializer', value: '' },
        edits: nodes.flatMap(({ origin: { scope, id }, parameters }) =>
          Object.keys(parameters)
            .filter((parameter) => /Initializer$/.test(parameter) && !parameter.startsWith('bias'))
            .map((parameter) => ({
              kind: 'set-parameter' as const,
              scope,
              id,
              parameter,
              value: undefined,
            })),
        ),
      };
    };
    return [{ setting: 'initializer', values: { count: trained.length }, fixes: () => [fix()] }];
  },
};
