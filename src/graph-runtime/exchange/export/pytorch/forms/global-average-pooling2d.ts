import { globalPooling } from '../global-pooling';

/** The mean over height and width. */
export const globalAveragePooling2d = globalPooling('globalAveragePooling2d', 'mean');
