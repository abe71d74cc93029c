import type { Language } from '../text/text';
import { getLayer } from './registry';

/** What a port of a layer is called; one of a block, and one without a label, is called by its name. */
export function portLabel(type: string, name: string, language: Language): string {
  const layer = getLayer(type);
  const port = [...(layer?.inputs ?? []), ...(layer?.outputs ?? [])].find((one) => one.name === name);
  return port?.label?.[language] ?? name;
}
