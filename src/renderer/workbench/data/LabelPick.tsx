import { useTranslation } from 'react-i18next';
import { QuickPick } from '../../ui/QuickPick';
import type { Browsed } from './browsed';
import { setLabel } from './change-examples';

export interface LabelPickProps {
  readonly browsed: Browsed;
  readonly onClose: () => void;
}

/** Gives the chosen examples another class, to be typed. */
export function LabelPick({ browsed, onClose }: LabelPickProps) {
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
