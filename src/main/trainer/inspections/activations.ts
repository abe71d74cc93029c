import { floats, ofOneExample } from './inspected-tensor';
import { atOnce } from './inspection-handler';
import { outputOfNode } from './node-values';
import { sampleImage } from './sample-image';

/** What one node outputs for one image, as the network is used after training: running statistics, no dropout. */
export const activations = atOnce<'activations'>(({ run, step }, { path, sample }) => {
  const value = outputOfNode(run, path);
  const { inputs } = run.program.signatures.activations;
  const { feeds } = sampleImage(run, sample);
  const fetched = run.session.run({ inputs, outputs: { value } }, feeds);
  return { step, ...ofOneExample(floats(fetched.value)) };
});
