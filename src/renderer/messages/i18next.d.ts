import 'i18next';
import type { CATALOGUES } from './catalogue';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: (typeof CATALOGUES)['en'];
  }
}
