import { checkOptimizer } from '../../testing/optimizer-check';
import { lion } from './lion';

checkOptimizer(lion, {
  settings: { usual: {}, 'larger steps': { learningRate: 0.01, beta1: 0.95, beta2: 0.98 } },
  memory: () => ({ mean: 0 }),
  step({ beta1, beta2, weightDecay }, memory, { w, g, rate }) {
    const direction = Math.sign(beta1 * memory.mean + (1 - beta1) * g);
    memory.mean = beta2 * memory.mean + (1 - beta2) * g;
    return w - rate * (direction + weightDecay * w);
  },
});
