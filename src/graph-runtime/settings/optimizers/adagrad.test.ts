import { checkOptimizer } from '../../testing/optimizer-check';
import { adagrad } from './adagrad';

checkOptimizer(adagrad, {
  settings: { 'with an accumulator': { learningRate: 0.05, initialAccumulator: 0.1 } },
  memory: ({ initialAccumulator }) => ({ sum: initialAccumulator }),
  step({ epsilon }, memory, { w, g, rate }) {
    memory.sum += g ** 2;
    return w - (rate * g) / (Math.sqrt(memory.sum) + epsilon);
  },
});
