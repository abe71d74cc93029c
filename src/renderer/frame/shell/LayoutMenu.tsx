import { Network } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../editor/commands/commands';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { flowOf } from '../../store/document/flow';
import { existingLocation, scopeAt } from '../../store/view/location';
import { useView } from '../../store/view/view';
import { Menu } from '../../ui/Menu';
import { MenuButton } from './MenuButton';

/** Automatic layout: of everything or of the selection, and the direction. */
export function LayoutMenu() {
  const { t } = useTranslation('commands');
  const location = useView((state) => state.location);
  const isSeveral = useView((state) => state.selectedNodes.size > 1);
  const scope = useAnalysis((analysis) => scopeAt(analysis, existingLocation(analysis, location)));
  const flow = useDocument(({ document }) => flowOf(document, scope));
  return (
    <Menu
      trigger={<MenuButton label={t('labels.autoLayout')} icon={<Network aria-hidden="true" />} />}
      entries={[
        {
          kind: 'item',
          id: 'autoLayout',
          label: t('labels.autoLayout'),
          shortcut: 'Mod+L',
          onSelect: () => runCommand('autoLayout'),
        },
        {
          kind: 'item',
          id: 'layoutSelection',
          label: t('labels.layoutSelection'),
          isDisabled: !isSeveral,
          onSelect: () => runCommand('layoutSelection'),
        },
        { kind: 'separator', id: 'line' },
        {
          kind: 'choice',
          id: 'flow',
          heading: t('flowHeading'),
          value: flow,
          options: [
            { value: 'down', label: t('labels.layoutDown') },
            { value: 'right', label: t('labels.layoutRight') },
          ],
          onSelect: (value) => runCommand(value === 'right' ? 'layoutRight' : 'layoutDown'),
        },
      ]}
    />
  );
}
