import { checkOptimizer } from '../../testing/optimizer-check';
import { rmsprop } from './rmsprop';

checkOptimizer(rmsprop, {
  settings: {
    usual: { learningRate: 0.01 },
    'centered, with momentum': {
      learningRate: 0.01,
      rho: 0.9,
      momentum: 0.9,
      centered: true,
      epsilon: 1e-3,
    },
  },
  memory: () => ({ square: 0, mean: 0, velocity: 0 }),
  step({ rho, epsilon, momentum, centered }, memory, { w, g, rate }) {
    memory.square = rho * memory.square + (1 - rho) * g ** 2;
    memory.mean = rho * memory.mean + (1 - rho) * g;
    const variance = memory.square - (centered ? memory.mean ** 2 : 0);
    memory.velocity = momentum * memory.velocity + g / (Math.sqrt(variance) + epsilon);
    return w - rate * memory.velocity;
  },
});
