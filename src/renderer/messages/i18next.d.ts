import 'i18next';
import type { CATALOGS } from './catalog';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: (typeof CATALOGS)['en'];
  }
}
