import { checkOptimizer } from '../../testing/optimizer-check';
import { adam } from './adam';

checkOptimizer(adam, {
  settings: { usual: { learningRate: 0.01 } },
  memory: () => ({ mean: 0, square: 0 }),
  step({ beta1, beta2, epsilon }, memory, { w, g, rate, step }) {
    memory.mean = beta1 * memory.mean + (1 - beta1) * g;
    memory.square = beta2 * memory.square + (1 - beta2) * g ** 2;
    const mean = memory.mean / (1 - beta1 ** step);
    const variance = memory.square / (1 - beta2 ** step);
    return w - (rate * mean) / (Math.sqrt(variance) + epsilon);
  },
});
