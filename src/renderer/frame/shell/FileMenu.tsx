import {
  Clock,
  FileInput,
  FilePlus,
  FolderOpen,
  History,
  Image,
  ImagePlus,
  Images,
  LayoutGrid,
  LifeBuoy,
  Menu as MenuIcon,
  Presentation,
  Printer,
  Save,
  SaveAll,
  Undo2,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecentFile } from '../../../contract/contract';
import { runCommand } from '../../editor/commands/commands';
import { exportCommands } from '../../editor/commands/view-commands';
import { request } from '../../store/bridge/bridge';
import { useDocument } from '../../store/document/document';
import { openRecent } from '../../store/files/files';
import { usePictureOptions } from '../../store/view/picture-options';
import { Menu, type MenuEntry } from '../../ui/Menu';
import styles from './Toolbar.module.css';

/** This many of the recent files are in the menu; the native one has all. */
const RECENT_SHOWN = 5;

/** Files: new, opened, saved, the recent ones, the versions of this one. */
export function FileMenu() {
  const { t } = useTranslation(['app', 'commands']);
  const recent = useRecentFiles();
  return (
    <Menu
      trigger={
        <button type="button" className={styles.menuButton} aria-label={t('file')}>
          <MenuIcon aria-hidden="true" />
          <span>{t('file')}</span>
        </button>
      }
      entries={[
        ...useSourceEntries(),
        ...(recent.length === 0 ? [] : [{ kind: 'separator' as const, id: 'line1' }]),
        ...recent.map(({ filePath, name }) => ({
          kind: 'item' as const,
          id: filePath,
          label: t('app:openRecentFile', { name }),
          icon: <Clock />,
          onSelect: () => void openRecent(filePath),
        })),
        { kind: 'separator', id: 'line' },
        {
          kind: 'item',
          id: 'save',
          label: t('save'),
          icon: <Save />,
          shortcut: 'Mod+S',
          onSelect: () => runCommand('save'),
        },
        {
          kind: 'item',
          id: 'saveAs',
          label: t('saveAs'),
          icon: <SaveAll />,
          shortcut: 'Mod+Shift+S',
          onSelect: () => runCommand('saveAs'),
        },
        {
          kind: 'item',
          id: 'versionHistory',
          label: t('commands:labels.versionHistory'),
          icon: <History />,
          shortcut: 'Mod+Shift+H',
          onSelect: () => runCommand('versionHistory'),
        },
        {
          kind: 'item',
          id: 'resetReceived',
          label: t('commands:labels.resetReceived'),
          icon: <Undo2 />,
          onSelect: () => runCommand('resetReceived'),
        },
        { kind: 'separator', id: 'lineExport' },
        ...useOutputEntries(),
        { kind: 'separator', id: 'line2' },
        {
          kind: 'item',
          id: 'report',
          label: t('app:reportProblem'),
          icon: <LifeBuoy />,
          onSelect: () => runCommand('report'),
        },
      ]}
    />
  );
}

/** The files opened and saved last, but for the one that is shown. */
function useRecentFiles(): readonly RecentFile[] {
  const [files, setFiles] = useState<readonly RecentFile[]>([]);
  const shown = useDocument((state) => state.filePath);
  useEffect(() => {
    let isMounted = true;
    // A file that was just opened or saved is the newest.
    void shown;
    const load = () => {
      void request('project:recent', undefined).then((reply) => {
        if (isMounted && reply.ok) setFiles(reply.value);
      });
    };
    load();
    // Other windows open files, too.
    window.addEventListener('focus', load);
    return () => {
      isMounted = false;
      window.removeEventListener('focus', load);
    };
  }, [shown]);
  return files.filter(({ filePath }) => filePath !== shown).slice(0, RECENT_SHOWN);
}

/** What leaves the app: files of other formats, paper, a talk. */
function useOutputEntries(): readonly MenuEntry[] {
  const { t } = useTranslation(['app', 'commands']);
  const { hasTotals, toggleTotals } = usePictureOptions();
  const formats = exportCommands.map(({ id }): MenuEntry => {
    return { kind: 'item', id, label: t(`commands:labels.${id}`), onSelect: () => runCommand(id) };
  });
  return [
    {
      kind: 'submenu',
      id: 'export',
      label: t('export'),
      icon: <Image />,
      entries: [
        ...formats,
        { kind: 'separator', id: 'line' },
        {
          kind: 'check',
          id: 'pictureTotals',
          label: t('pictureTotals'),
          isChecked: hasTotals,
          onToggle: toggleTotals,
        },
      ],
    },
    {
      kind: 'item',
      id: 'print',
      label: t('commands:labels.print'),
      icon: <Printer />,
      shortcut: 'Mod+P',
      onSelect: () => runCommand('print'),
    },
    {
      kind: 'item',
      id: 'present',
      label: t('commands:labels.present'),
      icon: <Presentation />,
      shortcut: 'F5',
      onSelect: () => runCommand('present'),
    },
  ];
}

/** Where a network or data come from. */
function useSourceEntries(): readonly MenuEntry[] {
  const { t } = useTranslation(['app', 'commands']);
  return [
    {
      kind: 'item',
      id: 'new',
      label: t('new'),
      icon: <FilePlus />,
      shortcut: 'Mod+N',
      onSelect: () => runCommand('new'),
    },
    {
      kind: 'item',
      id: 'open',
      label: t('open'),
      icon: <FolderOpen />,
      shortcut: 'Mod+O',
      onSelect: () => runCommand('open'),
    },
    {
      kind: 'item',
      id: 'gallery',
      label: t('gallery'),
      icon: <LayoutGrid />,
      onSelect: () => runCommand('gallery'),
    },
    {
      kind: 'item',
      id: 'importData',
      label: t('app:importData'),
      icon: <ImagePlus />,
      onSelect: () => runCommand('importData'),
    },
    {
      kind: 'item',
      id: 'importModel',
      label: t('app:importModel'),
      icon: <FileInput />,
      onSelect: () => runCommand('importModel'),
    },
    {
      kind: 'item',
      id: 'importWeights',
      label: t('app:importWeights'),
      icon: <FileInput />,
      onSelect: () => runCommand('importWeights'),
    },
    {
      kind: 'item',
      id: 'showData',
      label: t('commands:labels.showData'),
      icon: <Images />,
      onSelect: () => runCommand('showData'),
    },
  ];
}
