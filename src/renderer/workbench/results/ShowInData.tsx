import { Images } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { browseData } from '../../store/view/data-browser';
import type { DataOrder } from '../../store/view/data-outcomes';
import { Button } from '../../ui/Button';
import type { ResultProps } from './result-kind';

export interface ShowInDataProps extends Pick<ResultProps, 'runId' | 'dataset'> {
  /** The worst ones first, by this. */
  readonly order: DataOrder;
}

/** Leads to all examples of the test set in the data browser, in the order of what the run made of them. */
export function ShowInData({ runId, dataset, order }: ShowInDataProps) {
  const { t } = useTranslation('browser');
  if (dataset === null) return null;
  return (
    <Button
      size="small"
      icon={<Images />}
      onClick={() => browseData(dataset.id, { part: 'test', order }, runId)}
    >
      {t('lookAtCell')}
    </Button>
  );
}
