import { failure } from '../../../contract/failures';
import { signatureOf } from '../../../graph-runtime/compile/signature';
import { RunFailure } from '../protocol/trainer-failure';
import { floats, ofOneExample } from './inspected-tensor';
import { atOnce } from './inspector';
import { sampleImage } from './sample-image';

/** What one node outputs for one image, as the network is used after training: running statistics, no dropout. */
export const activations = atOnce<'activations'>(({ run, step }, { path, sample }) => {
  const { inputs, outputs } = signatureOf(run.program, 'activations');
  const value = Object.hasOwn(outputs, path) ? outputs[path] : undefined;
  if (value === undefined) throw new RunFailure(failure('node-not-in-use', {}, { path }));
  const { image } = sampleImage(run, sample);
  const fetched = run.session.run({ inputs, outputs: { value } }, { images: image });
  return { step, ...ofOneExample(floats(fetched.value)) };
});
