import { globalPooling } from '../global-pooling';

/** `GlobalMaxPool`. */
export const globalMaxPooling2d = globalPooling('globalMaxPooling2d', 'GlobalMaxPool');
