import { Server } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../contract/contract';
import { useView } from '../../store/view/view';
import { Button } from '../../ui/Button';

/** Where a failure is one of another machine: the way to where it is looked at and prepared. */
export function RemoteOffer({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation('machines');
  if (!/^(?:remote|slurm|replica-(?:by|not))-/.test(failure.code)) return null;
  return (
    <Button size="small" icon={<Server />} onClick={() => useView.getState().openDialog('machines')}>
      {t('menu')}
    </Button>
  );
}
