import { useTranslation } from 'react-i18next';
import { Outline } from '../../editor/outline/Outline';
import { Palette } from '../../editor/palette/Palette';
import { type LibraryTab, useView } from '../../store/view/view';
import { Tabs } from '../../ui/Tabs';
import styles from './Panels.module.css';

/** The panel at the left: what can be added, and what is there. */
export function LibraryPanel() {
  const { t } = useTranslation('app');
  const tab = useView((state) => state.libraryTab);
  return (
    <aside className={styles.library} aria-label={t('library')} data-region="library">
      <Tabs<LibraryTab>
        value={tab}
        onValueChange={(value) => useView.getState().showLibraryTab(value)}
        aria-label={t('library')}
        tabs={[
          { value: 'palette', label: t('paletteTab'), content: <Palette /> },
          { value: 'outline', label: t('outlineTab'), content: <Outline /> },
        ]}
      />
    </aside>
  );
}
