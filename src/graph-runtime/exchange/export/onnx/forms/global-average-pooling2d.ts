import { globalPooling } from '../global-pooling';

/** `GlobalAveragePool`. */
export const globalAveragePooling2d = globalPooling('globalAveragePooling2d', 'GlobalAveragePool');
