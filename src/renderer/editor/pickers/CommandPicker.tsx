import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useView } from '../../store/view/view';
import { QuickPick, type QuickPickItem } from '../../ui/QuickPick';
import { commands, runCommand, shownKeys } from '../commands/commands';

/** Every command that can be run now, found by typing. */
export function CommandPicker() {
  const { t } = useTranslation(['commands', 'canvas', 'app']);
  const items = useMemo(
    () =>
      commands
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
    [t],
  );
  return (
    <QuickPick
      label={t('app:commandPalette')}
      placeholder={t('canvas:commandsPlaceholder')}
      items={items}
      onClose={() => useView.getState().openPicker(null)}
      onPick={(id) => {
        useView.getState().openPicker(null);
        const command = commands.find((candidate) => candidate.id === id);
        if (command !== undefined) runCommand(command.id);
      }}
    />
  );
}
