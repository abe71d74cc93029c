import { useTranslation } from 'react-i18next';
import { request } from '../../store/bridge/bridge';
import { useRunElsewhere } from '../../store/runs/run-elsewhere';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import styles from './RunElsewhere.module.css';

/** Says that another window's network is being trained, so that this one has to wait; nothing while none is. */
export function RunElsewhere() {
  const { t } = useTranslation('projects');
  const run = useRunElsewhere((state) => state.run);
  if (run === null) return null;
  return (
    <div className={styles.place}>
      <Banner
        tone="info"
        title={t('elsewhere.title')}
        actions={
          <Button size="small" onClick={() => void request('window:show-training', undefined)}>
            {t('elsewhere.show')}
          </Button>
        }
      >
        {t('elsewhere.text', { name: run.documentName })}
      </Banner>
    </div>
  );
}
