import { useTranslation } from 'react-i18next';
import type { NoteSpec } from '../../../graph-runtime/document/document';
import { setNote } from '../../store/edits/notes';
import { performEdit } from '../../store/view/edit-context';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { runCommand } from '../commands/commands';
import styles from './Inspector.module.css';

const COLORS = ['yellow', 'blue', 'green', 'purple'] as const;

/** A note or a frame: what it is, and its color. Its text is written on the canvas itself. */
export function NoteInspector({ note }: { readonly note: NoteSpec }) {
  const { t } = useTranslation('inspector');
  const color = COLORS.find((candidate) => candidate === note.color) ?? 'yellow';
  return (
    <section aria-label={t('noteTitle')} data-testid="inspector">
      <div className={styles.section}>
        <h3 className={styles.heading}>{t('noteTitle')}</h3>
        <Field label={t('noteKind')}>
          <Segmented
            aria-label={t('noteKind')}
            value={note.kind}
            options={[
              { value: 'note', label: t('note') },
              { value: 'frame', label: t('frame') },
            ]}
            onValueChange={(kind) => performEdit(setNote({ ...note, kind }, false))}
          />
        </Field>
        <Field label={t('color')}>
          <Select
            aria-label={t('color')}
            value={color}
            options={COLORS.map((value) => ({ value, label: t(`colors.${value}`) }))}
            onValueChange={(value) => performEdit(setNote({ ...note, color: value }, false))}
          />
        </Field>
        <div className={styles.actions}>
          <Button size="small" onClick={() => runCommand('delete')}>
            {t('removeNote')}
          </Button>
        </div>
      </div>
    </section>
  );
}
