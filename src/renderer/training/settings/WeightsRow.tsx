import { useTranslation } from 'react-i18next';
import { useDocument } from '../../store/document/document';
import { beginWithRandomWeights } from '../../store/files/weight-import';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import styles from './SettingsSection.module.css';

/** The file of weights that training begins with; nothing where they are drawn. */
export function WeightsRow() {
  const { t } = useTranslation('projects');
  const file = useDocument((state) => state.document.weights?.file);
  if (file === undefined) return null;
  return (
    <Field label={t('weights.setting')} help={t('weights.settingHelp')}>
      <span className={styles.weights} data-testid="initial-weights">
        <span title={file}>{file}</span>
        <Button size="small" onClick={beginWithRandomWeights}>
          {t('weights.remove')}
        </Button>
      </span>
    </Field>
  );
}
