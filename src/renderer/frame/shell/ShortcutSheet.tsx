import { useTranslation } from 'react-i18next';
import { COMMAND_GROUPS } from '../../editor/commands/command';
import { commands, shownKeys } from '../../editor/commands/commands';
import { commandsEn } from '../../messages/commands.en';
import { useView } from '../../store/view/view';
import { Dialog } from '../../ui/Dialog';
import { Kbd } from '../../ui/Kbd';
import styles from './ShortcutSheet.module.css';

const GESTURES = Object.keys(commandsEn.mouse) as readonly (keyof typeof commandsEn.mouse)[];

/** All keys and gestures on one sheet, made from the commands themselves. */
export function ShortcutSheet() {
  const { t } = useTranslation('commands');
  const isOpen = useView((state) => state.dialog === 'shortcuts');
  const close = () => useView.getState().openDialog(null);
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t('title')} description={t('intro')} size="large" isText>
      <div className={styles.groups}>
        {COMMAND_GROUPS.map((group) => {
          const listed = commands.filter(
            (command) => command.group === group && shownKeys(command) !== undefined,
          );
          if (listed.length === 0) return null;
          return (
            <section key={group} className={styles.group}>
              <h3 className={styles.heading}>{t(`groups.${group}`)}</h3>
              <dl className={styles.list}>
                {listed.map((command) => (
                  <div key={command.id} className={styles.row}>
                    <dt>{t(`labels.${command.id}`)}</dt>
                    <dd>
                      <Kbd keys={shownKeys(command) ?? ''} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
        <section className={styles.group}>
          <h3 className={styles.heading}>{t('mouseTitle')}</h3>
          <ul className={styles.list}>
            {GESTURES.map((gesture) => (
              <li key={gesture}>{t(`mouse.${gesture}`)}</li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
