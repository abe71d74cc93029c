import { Check, Minus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isOfClass } from '../../store/view/data-targets';
import { QuickPick } from '../../ui/QuickPick';
import { type Browsed, hasOneClass } from './browsed';
import { chosenExamples, setLabel, toggleClass } from './change-examples';
import { NumbersDialog } from './NumbersDialog';

export interface LabelPickProps {
  readonly browsed: Browsed;
  readonly onClose: () => void;
}

/** Gives the chosen examples other labels, in the way of their kind. */
export function LabelPick(props: LabelPickProps) {
  if (props.browsed.target.kind === 'numbers') return <NumbersDialog {...props} />;
  return hasOneClass(props.browsed) ? <ClassPick {...props} /> : <ClassesPick {...props} />;
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
