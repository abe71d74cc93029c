import type { Text } from '../../../graph-runtime/text/text';
import { currentLanguage, i18n } from '../../messages/i18n';
import { formatWhole } from '../../ui/format-number';
import { useToasts } from '../../ui/Toaster';
import type { Replaced } from '../edits/replace-nodes';
import type { LostParameter } from '../edits/shared-parameters';
import { type Picked, replaceWithPicked } from './block-library';
import { pickedLabel } from './describe-node';
import { currentEditContext, performEdit } from './edit-context';

/** Replaces nodes in one edit, and says what of them has no place in the other layer. False where nothing would change. */
export function replaceIn(ids: Iterable<string>, made: Picked): boolean {
  const replaced = replaceWithPicked(currentEditContext(), ids, made);
  if (replaced === null) return false;
  performEdit(replaced.userEdit);
  const { document } = currentEditContext();
  const say = () => {
    const what = lostTexts(replaced.lost).join(i18n.t('canvas:listSeparator'));
    return i18n.t('canvas:replaceLost', { name: pickedLabel(document, made.type, currentLanguage()), what });
  };
  if (lostTexts(replaced.lost).length > 0) useToasts.getState().show({ tone: 'info', text: say });
  return true;
}

function lostTexts({ parameters, wires, hasRepeat }: Replaced['lost']): string[] {
  const byName = new Map<string, LostParameter[]>();
  for (const parameter of parameters) {
    const name = parameter.label[currentLanguage()];
    byName.set(name, [...(byName.get(name) ?? []), parameter]);
  }
  return [
    ...[...byName].map(([name, lost]) => [name, numbersOf(lost)].join(' ').trim()),
    ...(hasRepeat ? [i18n.t('canvas:replaceLostRepeat')] : []),
    ...(wires === 0 ? [] : [i18n.t('canvas:replaceLostWires', { count: wires })]),
  ];
}

/** A number that was the same in all of them; words of the file are not for people. */
function numbersOf([first, ...others]: readonly LostParameter[]): string {
  const values = [first?.value].flat();
  const isSame = others.every(({ value }) => JSON.stringify(value) === JSON.stringify(first?.value));
  if (!isSame || !values.every((value) => typeof value === 'number')) return '';
  return values.map((value) => formatWhole(value, currentLanguage())).join(' × ');
}

/** What a node would keep, to be said before it is done. */
export function keptNames(kept: readonly Text[]): string {
  return kept.map((label) => label[currentLanguage()]).join(i18n.t('canvas:listSeparator'));
}
