import { Check, Minus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { labelColumns } from '../../store/view/data-labels';
import { isOfClass } from '../../store/view/data-targets';
import { QuickPick } from '../../ui/QuickPick';
import { type Browsed, browsedLabel, hasOneClass } from './browsed';
import { chosenExamples, setLabel, toggleClass } from './change-examples';
import { labelText } from './example-texts';
import { NumbersDialog } from './NumbersDialog';

export interface LabelPickProps {
  readonly browsed: Browsed;
  readonly onClose: () => void;
}

/** Gives the chosen examples other labels, in the way of their kind. */
export function LabelPick(props: LabelPickProps) {
  if (props.browsed.target.kind === 'columns') return <ColumnPick {...props} />;
  if (props.browsed.target.kind === 'numbers') return <NumbersDialog {...props} />;
  return hasOneClass(props.browsed) ? <ClassPick {...props} /> : <ClassesPick {...props} />;
}

/** Which of several labels is to be another one, and then what. */
function ColumnPick({ browsed, onClose }: LabelPickProps) {
  const { t } = useTranslation('browser');
  const [name, setName] = useState<string | null>(null);
  if (name !== null) return <LabelPick browsed={browsedLabel(browsed, name)} onClose={onClose} />;
  const chosen = chosenExamples();
  // Masks and second images are not corrected here.
  const columns = labelColumns(browsed.target).filter(({ image }) => image === undefined);
  const items = columns.map(({ name: label }) => {
    const texts = new Set(chosen.map((example) => labelText(browsed, label, example)));
    const [hint] = texts;
    return { id: label, label, ...(texts.size === 1 && hint !== undefined && { hint }) };
  });
  return (
    <QuickPick
      label={t('labelToChange')}
      placeholder={t('searchLabel')}
      items={items}
      onPick={setName}
      onClose={onClose}
    />
  );
}

/** Another class, to be typed. */
function ClassPick({ browsed, onClose }: LabelPickProps) {
  const { t } = useTranslation('browser');
  return (
    <QuickPick
      label={t('newLabel')}
      placeholder={t('searchClass')}
      items={browsed.names.map((label, at) => ({ id: String(at), label }))}
      onPick={(id) => {
        setLabel(browsed, Number(id));
        onClose();
      }}
      onClose={onClose}
    />
  );
}

/** One of several classes, to be added or removed: a tick says that all chosen examples have it. */
function ClassesPick({ browsed, onClose }: LabelPickProps) {
  const { t } = useTranslation('browser');
  const chosen = chosenExamples();
  const items = browsed.names.map((label, at) => {
    const found = chosen.filter((example) => isOfClass(browsed, example, at)).length;
    if (found === 0) return { id: String(at), label };
    const isOfAll = found === chosen.length;
    return {
      ...{ id: String(at), label },
      icon: isOfAll ? <Check /> : <Minus />,
      hint: t(isOfAll ? 'removesLabel' : 'addsLabelToAll'),
    };
  });
  return (
    <QuickPick
      label={t('toggleLabel')}
      placeholder={t('searchClass')}
      items={items}
      onPick={(id) => {
        toggleClass(browsed, Number(id));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
