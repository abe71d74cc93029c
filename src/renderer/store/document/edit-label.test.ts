import { beforeAll, expect, it } from 'vitest';
import { i18n, startTranslations } from '../../messages/i18n';
import { readPreset } from '../testing/documents';
import { addPicked } from '../view/block-library';
import { currentEditContext } from '../view/edit-context';
import { repair } from '../view/problems';
import { analysisOf } from './analysis';
import { useDocument } from './document';
import { editName } from './edit-label';

beforeAll(() => startTranslations('en'));

/** What the last step is called, in both languages. */
function lastStep(): string[] {
  const { past } = useDocument.getState();
  const label = past[past.length - 1]?.label ?? { key: 'arrange' };
  return (['en', 'zh-Hant'] as const).map((language) =>
    editName(i18n.getFixedT(language, 'history'), label, language),
  );
}

it('names a step in the language of its reader, whatever it was when the step was made', () => {
  const lenet = readPreset('lenet');
  const nodes = lenet.nodes.filter(({ id }) => id !== 'flatten');
  useDocument.getState().open({ ...lenet, nodes }, null);
  const step = addPicked(currentEditContext(), { type: 'maxPooling2d' }, { kind: 'after', id: 'conv1' });
  useDocument.getState().perform(step.label, step.edits);
  expect(lastStep()).toEqual(['Add Max pooling', '加入最大池化']);
  const [problem] = analysisOf(useDocument.getState().document).diagnostics;
  const [fix] = problem?.fixes ?? [];
  if (fix === undefined) throw new Error('Nothing to repair.');
  repair(fix);
  const [english = '', chinese = ''] = lastStep();
  expect(english).toMatch(/^Fix: [ -~→]+$/);
  expect(chinese).toMatch(/^修正：\p{Script=Han}/u);
});
