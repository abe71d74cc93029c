import { signatureOf } from '../../../graph-runtime/compile/signature';
import { floats, inspectedImage } from './inspected-tensor';
import { atOnce } from './inspector';
import { sampleImage } from './sample-image';

/** Class probabilities for one image. */
export const prediction = atOnce<'prediction'>(({ run, step }, { sample }) => {
  const { image, isInverted } = sampleImage(run, sample);
  const { probabilities } = run.session.run(signatureOf(run.program, 'predict'), { images: image });
  return { step, probabilities: floats(probabilities).values, image: inspectedImage(image), isInverted };
});
