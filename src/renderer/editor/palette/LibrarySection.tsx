import { Download, EllipsisVertical, FileDown, Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { libraryName } from '../../store/edits/library-block';
import {
  exportFromLibrary,
  importToLibrary,
  loadLibrary,
  removeFromLibrary,
  useBlockLibrary,
} from '../../store/view/block-library';
import { IconButton } from '../../ui/IconButton';
import { Menu } from '../../ui/Menu';
import type { NodeType } from '../pickers/node-types';
import styles from './Palette.module.css';
import { PaletteEntry } from './PaletteEntry';

/** The user's own blocks, to be used in any network; each with a menu to export or remove it. */
export function LibrarySection({ types }: { readonly types: readonly NodeType[] }) {
  const { t } = useTranslation('palette');
  useEffect(() => {
    void loadLibrary();
    // Another window may have saved a block meanwhile.
    const onFocus = () => void loadLibrary();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
  return (
    <section className={styles.group} aria-labelledby="palette-library">
      <div className={styles.headingRow}>
        <h3 className={styles.heading} id="palette-library">
          {t('library')}
        </h3>
        <IconButton
          size="small"
          icon={<Download />}
          label={t('libraryImport')}
          onClick={() => void importToLibrary()}
        />
      </div>
      {types.length === 0 ? <p className={styles.hint}>{t('libraryEmpty')}</p> : null}
      <ul>
        {types.map((type) => (
          <li key={type.type} className={styles.row}>
            <PaletteEntry type={type} />
            <EntryMenu name={libraryName(type.type) ?? type.label} title={type.label} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `title`: what the block of that name is called in the language on screen. */
function EntryMenu({ name, title }: { readonly name: string; readonly title: string }) {
  const { t } = useTranslation('palette');
  return (
    <Menu
      trigger={
        <button type="button" className={styles.more} aria-label={t('libraryMenu', { name: title })}>
          <EllipsisVertical aria-hidden="true" />
        </button>
      }
      entries={[
        {
          kind: 'item',
          id: 'export',
          label: t('libraryExport'),
          icon: <FileDown />,
          onSelect: () => void exportFromLibrary(name),
        },
        {
          kind: 'item',
          id: 'remove',
          label: t('libraryRemove'),
          icon: <Trash2 />,
          onSelect: () => {
            const entry = useBlockLibrary.getState().blocks.find((block) => block.name === name);
            if (entry !== undefined) void removeFromLibrary(entry);
          },
        },
      ]}
    />
  );
}
