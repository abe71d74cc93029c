import { useTranslation } from 'react-i18next';
import { labeled } from '../../messages/labeled';
import { FieldControl } from '../settings/FieldControl';
import { useSetting } from '../settings/use-setting';
import { useTrainingSettings } from '../settings/use-training-settings';
import styles from './NextRun.module.css';

/** What is changed most from one run to the next. */
const PINNED = ['epochs', 'optimizer.learningRate'] as const;

/** Beside the button that trains again: the settings that most want to be changed before, which otherwise lie below charts and table. */
export function NextRun() {
  return (
    <div className={styles.fields} data-testid="next-run" data-document-fields="">
      {PINNED.map((path) => (
        <PinnedField key={path} path={path} />
      ))}
    </div>
  );
}

function PinnedField({ path }: { readonly path: string }) {
  const { t } = useTranslation('training');
  const editor = useTrainingSettings();
  const setting = useSetting(editor, path);
  if (setting === null) return null;
  return (
    <div className={styles.field}>
      <span className={styles.label} title={setting.help}>
        {setting.label}
      </span>
      <FieldControl
        setting={setting}
        name={labeled(t('nextRun'), setting.label)}
        context={editor.settings}
        onCommit={editor.endGesture}
      />
    </div>
  );
}
