import { FileDown, FilePen, FilePlus2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { decideLater, keepMine, loadFromDisk, useDiskChange } from '../../store/files/disk-changes';
import { save } from '../../store/files/files';
import { Dialog } from '../../ui/Dialog';
import styles from './ConflictDialog.module.css';

/** Asks what counts when another program has changed the file while there is unsaved work on it. */
export function ConflictDialog() {
  const { t } = useTranslation('projects');
  const change = useDiskChange((state) => state.change);
  const isSaving = change?.isSaving === true;
  const name = change?.name ?? '';
  const keep = () => void keepMine().then(() => (isSaving ? save() : undefined));
  const saveElsewhere = () =>
    void save({ isSaveAs: true }).then((isSaved) => (isSaved ? decideLater() : undefined));
  return (
    <Dialog
      isOpen={change !== null}
      onClose={decideLater}
      title={t('conflict.title')}
      description={t(isSaving ? 'conflict.textSaving' : 'conflict.text', { name })}
    >
      <ul className={styles.answers}>
        <Answer
          icon={<FilePlus2 />}
          label={t('conflict.saveAs')}
          text={t('conflict.saveAsText')}
          onSelect={saveElsewhere}
        />
        <Answer
          icon={<FileDown />}
          label={t('conflict.reload')}
          text={t('conflict.reloadText')}
          onSelect={() => void loadFromDisk()}
        />
        <Answer
          icon={<FilePen />}
          label={t(isSaving ? 'conflict.overwrite' : 'conflict.keep')}
          text={t(isSaving ? 'conflict.overwriteText' : 'conflict.keepText')}
          onSelect={keep}
        />
      </ul>
    </Dialog>
  );
}

interface AnswerProps {
  readonly icon: ReactElement;
  readonly label: string;
  /** What it does. */
  readonly text: string;
  readonly onSelect: () => void;
}

function Answer({ icon, label, text, onSelect }: AnswerProps) {
  return (
    <li>
      <button type="button" className={styles.answer} onClick={onSelect}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        <span>
          <span className={styles.label}>{label}</span>
          <span className={styles.text}>{text}</span>
        </span>
      </button>
    </li>
  );
}
