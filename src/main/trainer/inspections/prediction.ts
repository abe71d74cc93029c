import { callProgram } from '../engine/program-calls';
import { floats, inspectedImage } from './inspected-tensor';
import { atOnce } from './inspection-handler';
import { sampleImage } from './sample-image';

/** Class probabilities for one image. */
export const prediction = atOnce<'prediction'>(({ run, step }, { sample }) => {
  const { image, isInverted } = sampleImage(run, sample);
  const { probabilities } = callProgram(run, 'predict', { images: image });
  return { step, probabilities: floats(probabilities).values, image: inspectedImage(run, image), isInverted };
});
