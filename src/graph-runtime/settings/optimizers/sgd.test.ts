import { checkOptimizer } from '../../testing/optimizer-check';
import { sgd } from './sgd';

checkOptimizer(sgd, {
  settings: { usual: {} },
  memory: () => ({}),
  step: (_settings, _memory, { w, g, rate }) => w - rate * g,
});
