import {
  Keyboard,
  LayoutGrid,
  Maximize,
  PanelLeft,
  PanelRight,
  Redo2,
  Search,
  SquareTerminal,
  Undo2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { visibleText } from '../../../graph-runtime/text/visible-text';
import { runCommand } from '../../editor/commands/commands';
import { useLanguage } from '../../messages/useLanguage';
import { type HistoryEntry, isEdited, useDocument } from '../../store/document/document';
import { editName } from '../../store/document/edit-label';
import { useView } from '../../store/view/view';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { FileMenu } from './FileMenu';
import { HeatMenu } from './HeatMenu';
import { LayoutMenu } from './LayoutMenu';
import { SettingsMenu } from './SettingsMenu';
import styles from './Toolbar.module.css';
import { Totals } from './Totals';

/** The bar along the top: files, history, view, settings. Everything in it is also a command with a key. */
export function Toolbar() {
  const { t } = useTranslation('app');
  const isLibraryShown = useView((state) => state.isLibraryShown);
  const isDetailsShown = useView((state) => state.isDetailsShown);
  return (
    <header data-region="toolbar">
      <div className={styles.bar} role="toolbar" aria-label={t('toolbar')}>
        <div className={styles.group}>
          <IconButton
            icon={<PanelLeft />}
            label={t(isLibraryShown ? 'hideLibrary' : 'showLibrary')}
            isPressed={isLibraryShown}
            onClick={() => runCommand('toggleLibrary')}
          />
          <FileMenu />
          <Button variant="secondary" icon={<LayoutGrid />} onClick={() => runCommand('gallery')}>
            {t('gallery')}
          </Button>
        </div>
        <DocumentTitle />
        <HistoryButtons />
        <div className={styles.group}>
          <IconButton
            icon={<Maximize />}
            label={t('fitView')}
            shortcut="Mod+1"
            onClick={() => runCommand('fitView')}
          />
          <LayoutMenu />
          <HeatMenu />
        </div>
        <Totals />
        <div className={styles.group}>
          <IconButton
            icon={<Search />}
            label={t('findNode')}
            shortcut="Mod+F"
            onClick={() => runCommand('findNode')}
          />
          <IconButton
            icon={<SquareTerminal />}
            label={t('commandPalette')}
            shortcut="Mod+K"
            onClick={() => runCommand('commands')}
          />
          <IconButton
            icon={<Keyboard />}
            label={t('shortcuts')}
            shortcut="?"
            onClick={() => runCommand('shortcuts')}
          />
          <SettingsMenu />
          <IconButton
            icon={<PanelRight />}
            label={t(isDetailsShown ? 'hideDetails' : 'showDetails')}
            isPressed={isDetailsShown}
            onClick={() => runCommand('toggleDetails')}
          />
        </div>
      </div>
    </header>
  );
}

function DocumentTitle() {
  const { t } = useTranslation('app');
  const name = useDocument((state) => visibleText(state.document.name));
  const hasChanges = useDocument(isEdited);
  return (
    <div className={styles.title}>
      <h1 className={styles.name} title={name}>
        {name}
      </h1>
      {hasChanges ? (
        <span className={styles.unsaved} role="img" aria-label={t('unsaved')} title={t('unsaved')} />
      ) : null}
    </div>
  );
}

function HistoryButtons() {
  const { t } = useTranslation(['app', 'history']);
  const { t: history } = useTranslation('history');
  const language = useLanguage();
  // As text, so that a number that is scrubbed does not draw the bar again and again.
  const last = useDocument(({ past }) => textOf(past[past.length - 1]));
  const next = useDocument(({ future }) => textOf(future[0]));
  function textOf(entry: HistoryEntry | undefined): string | undefined {
    return entry === undefined ? undefined : editName(history, entry.label, language);
  }
  return (
    <div className={styles.group}>
      <IconButton
        icon={<Undo2 />}
        label={last === undefined ? t('app:undo') : t('app:undoEdit', { name: last })}
        shortcut="Mod+Z"
        isDisabled={last === undefined}
        data-testid="undo"
        onClick={() => runCommand('undo')}
      />
      <IconButton
        icon={<Redo2 />}
        label={next === undefined ? t('app:redo') : t('app:redoEdit', { name: next })}
        shortcut="Mod+Shift+Z"
        isDisabled={next === undefined}
        data-testid="redo"
        onClick={() => runCommand('redo')}
      />
    </div>
  );
}
