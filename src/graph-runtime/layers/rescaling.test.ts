import { only } from '../testing/formulas';
import { checkLayer } from '../testing/layer-check';
import { rescaling } from './rescaling';

checkLayer(rescaling, {
  examples: [
    {
      parameters: { scale: 0.17 },
      inputs: [[35, 35, 320]],
      output: [35, 35, 320],
      description: '× 0.17',
      keras: 'keras.layers.Rescaling(0.17)',
      pytorch: null,
    },
    {
      parameters: { scale: 2, offset: -1 },
      inputs: [[84]],
      output: [84],
      description: '× 2 − 1',
      keras: 'keras.layers.Rescaling(2, offset=-1)',
    },
  ],
  references: [{ name: 'scale_and_shift', parameters: { scale: -1.7159, offset: 0.5 } }],
  computations: [
    {
      name: 'a factor',
      parameters: { scale: 0.2 },
      inputs: [[2, 3, 3, 2]],
      compute: (inputs) => only(inputs).map((x) => 0.2 * x),
    },
    {
      name: 'a factor and an offset, on vectors',
      parameters: { scale: -1.7159, offset: 0.5 },
      inputs: [[3, 5]],
      compute: (inputs) => only(inputs).map((x) => -1.7159 * x + 0.5),
    },
  ],
});
