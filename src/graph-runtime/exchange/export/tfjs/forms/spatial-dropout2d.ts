import { passingForm } from '../activation';

/** Does nothing but in training. */
export const spatialDropout2d = passingForm('spatialDropout2d');
