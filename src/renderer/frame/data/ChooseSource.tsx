import { FileArchive, FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDataImport } from '../../store/files/data-import';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './ImportDialog.module.css';

interface ChooseSourceProps {
  readonly title: string;
  readonly onClose: () => void;
}

/** The layouts that are understood, as rows of the catalog. */
const LAYOUTS = ['folders', 'lists', 'arrays', 'tables', 'containers'] as const;

/** The first view of an import: what can be brought in, and how. */
export function ChooseSource({ title, onClose }: ChooseSourceProps) {
  const { t } = useTranslation('data');
  const { choose } = useDataImport.getState();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={t('chooseText')}
      actions={
        <>
          <Button icon={<FileArchive />} onClick={() => void choose('file')}>
            {t('chooseFile')}
          </Button>
          <Button
            variant="primary"
            icon={<FolderOpen />}
            data-testid="choose-folder"
            onClick={() => void choose('folder')}
          >
            {t('chooseFolder')}
          </Button>
        </>
      }
    >
      <dl className={styles.layouts}>
        {LAYOUTS.map((layout) => (
          <div key={layout}>
            <dt>{t(`layouts.${layout}.name`)}</dt>
            <dd>{t(`layouts.${layout}.text`)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.muted}>{t('staysHere')}</p>
    </Dialog>
  );
}
