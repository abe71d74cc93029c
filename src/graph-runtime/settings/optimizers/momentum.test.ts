import { checkOptimizer } from '../../testing/optimizer-check';
import { momentum } from './momentum';

checkOptimizer(momentum, {
  settings: { usual: { learningRate: 0.1 }, Nesterov: { learningRate: 0.1, nesterov: true } },
  memory: () => ({ velocity: 0 }),
  step(settings, memory, { w, g, rate }) {
    memory.velocity = settings.momentum * memory.velocity + g;
    return w - rate * (settings.nesterov ? g + settings.momentum * memory.velocity : memory.velocity);
  },
});
