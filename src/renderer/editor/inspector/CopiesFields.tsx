import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { canJoin } from '../../../graph-runtime/blocks/use-target';
import { layers } from '../../../graph-runtime/layers/registry';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { setJoin, setRepeat } from '../../store/edits/parameters';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { copyCount } from '../../store/view/scope-values';
import { Field } from '../../ui/Field';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { type TypedText, TypedTextContext } from '../../ui/typed-text';
import { ExpressionField } from './ExpressionField';
import type { StateSectionProps } from './state-section-props';

const MOST_COPIES = 1_000;

/** The layers that can join copies. */
const MERGES = layers.filter(({ category, ...layer }) => category === 'merge' && canJoin(layer));

/** How many copies of a node there are, and whether they follow one another or stand side by side. */
export function CopiesFields({ node, scope, location }: StateSectionProps) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const { join } = node;
  const set = (next: string | undefined) =>
    performEdit(setJoin({ ...currentEditContext(), scope }, node.id, next));
  const merges = MERGES.map(({ type, label }) => ({ value: type, label: label[language] }));
  return (
    <>
      <Field label={t('repeat')}>
        <RepeatField node={node} scope={scope} location={location} />
      </Field>
      {node.repeat === undefined ? null : (
        <Field label={t('arrangement')} layout="column">
          <Segmented
            aria-label={t('arrangement')}
            value={join === undefined ? 'sequence' : 'beside'}
            options={(['sequence', 'beside'] as const).map((value) => ({
              value,
              label: t(`arrangements.${value}`),
            }))}
            onValueChange={(value) => set(value === 'beside' ? 'add' : undefined)}
          />
        </Field>
      )}
      {node.repeat === undefined || join === undefined ? null : (
        <Field label={t('joinedBy')}>
          <Select
            aria-label={t('joinedBy')}
            value={merges.some(({ value }) => value === join) ? join : null}
            placeholder={join}
            options={merges}
            onValueChange={set}
          />
        </Field>
      )}
    </>
  );
}

/** A number, or an expression over the parameters of the block around. */
function RepeatField({ node, scope, location }: StateSectionProps) {
  const { t } = useTranslation('inspector');
  const [typed, setTyped] = useState<TypedText | null>(null);
  const count = useAnalysis((analysis) => copyCount(analysis, location, node)) ?? undefined;
  const set = (value: number | string) => {
    const repeat = value === 1 ? undefined : value;
    performEdit(setRepeat({ ...currentEditContext(), scope }, node.id, repeat), `repeat:${node.id}`);
  };
  const commit = () => useDocument.getState().endGesture();
  if (typed !== null || typeof node.repeat === 'string') {
    return (
      <ExpressionField
        label={t('repeat')}
        value={node.repeat}
        kind="integer"
        scope={scope}
        resolved={count}
        isOpened={typed !== null}
        {...(typed === null ? {} : { typed })}
        onCancel={() => setTyped(null)}
        onCommit={(value) => {
          if (typeof value === 'number' || typeof value === 'string') set(value);
          commit();
          setTyped(null);
        }}
      />
    );
  }
  return (
    <TypedTextContext value={setTyped}>
      <NumberField
        aria-label={t('repeat')}
        value={node.repeat ?? 1}
        minimum={1}
        maximum={MOST_COPIES}
        onValueChange={set}
        onValueCommitted={commit}
      />
    </TypedTextContext>
  );
}
