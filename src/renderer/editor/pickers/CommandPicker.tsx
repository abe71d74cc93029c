import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocument } from '../../store/document/document';
import { showSavedView, viewsOf } from '../../store/view/saved-views';
import { useView } from '../../store/view/view';
import { QuickPick, type QuickPickItem } from '../../ui/QuickPick';
import { commands, runCommand, shownKeys } from '../commands/commands';

/** Before the number of a saved view. */
const VIEW = 'view:';

/** Every command that can be run now, found by typing. */
export function CommandPicker() {
  const { t } = useTranslation(['commands', 'canvas', 'app']);
  const views = useDocument((state) => viewsOf(state.document));
  const items = useMemo(
    () => [
      ...commands
        .filter((command) => command.isEnabled?.() !== false)
        .map((command): QuickPickItem => {
          const shortcut = shownKeys(command);
          return {
            id: command.id,
            label: t(`commands:labels.${command.id}`),
            keywords: [command.id, ...(command.aliases ?? [])],
            hint: t(`commands:groups.${command.group}`),
            ...(shortcut === undefined ? {} : { shortcut }),
          };
        }),
      ...views.map(
        ({ name }, at): QuickPickItem => ({
          id: `${VIEW}${at}`,
          label: t('canvas:goToView', { name }),
          keywords: [name],
          hint: t('commands:groups.view'),
        }),
      ),
    ],
    [t, views],
  );
  return (
    <QuickPick
      label={t('app:commandPalette')}
      placeholder={t('canvas:commandsPlaceholder')}
      items={items}
      onClose={() => useView.getState().openPicker(null)}
      onPick={(id) => {
        useView.getState().openPicker(null);
        if (id.startsWith(VIEW)) showSavedView(Number(id.slice(VIEW.length)));
        const command = commands.find((candidate) => candidate.id === id);
        if (command !== undefined) runCommand(command.id);
      }}
    />
  );
}
