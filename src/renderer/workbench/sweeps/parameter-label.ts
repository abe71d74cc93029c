import { layers } from '../../../graph-runtime/layers/registry';
import { wordsAt } from '../../../graph-runtime/settings/paths';
import { currentLanguage } from '../../messages/i18n';
import { labeled } from '../../messages/labeled';
import { settingPathOf } from './sweep-parameters';

/**
 * What a sweep varies, in words: a setting by its label, a layer's parameter as `conv1: Filters`. A sweep keeps no types of nodes, and layers
 * call what is alike alike, so the first layer that has such a parameter gives the label; a block's own parameter has the name its user gave it.
 */
export function parameterLabel(parameter: string): string {
  const language = currentLanguage();
  const setting = wordsAt(settingPathOf(parameter))?.label[language];
  if (setting !== undefined) return setting;
  const dot = parameter.lastIndexOf('.');
  const [node, name] = [parameter.slice(0, Math.max(0, dot)), parameter.slice(dot + 1)];
  if (node === 'network' || node === '') return name;
  const path = node.replace(/block:/g, '');
  const layer = layers.find(({ parameters }) => Object.hasOwn(parameters, name));
  return labeled(path, layer?.parameters[name]?.label[language] ?? name);
}
