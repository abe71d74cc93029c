import { globalPooling } from '../global-pooling';

/** The maximum over height and width. */
export const globalMaxPooling2d = globalPooling('globalMaxPooling2d', 'amax');
