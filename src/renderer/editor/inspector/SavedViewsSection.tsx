import { Bookmark, BookmarkPlus, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocument } from '../../store/document/document';
import {
  removeView,
  renameView,
  saveView,
  showSavedView,
  useSavedViews,
  viewsOf,
} from '../../store/view/saved-views';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import styles from './SavedViewsSection.module.css';
import sections from './Inspector.module.css';

/** The places of the network that are saved with it. */
export function SavedViewsSection() {
  const { t } = useTranslation('inspector');
  const views = useDocument((state) => viewsOf(state.document));
  return (
    <section className={sections.section} aria-label={t('views')} data-testid="saved-views">
      <h3 className={sections.heading}>{t('views')}</h3>
      {views.length === 0 ? <p className={sections.summary}>{t('viewsHelp')}</p> : null}
      <ul className={styles.list}>
        {views.map((view, at) => (
          <ViewRow key={view.name} name={view.name} at={at} />
        ))}
      </ul>
      <Button size="small" icon={<BookmarkPlus />} onClick={saveView}>
        {t('saveView')}
      </Button>
    </section>
  );
}

function ViewRow({ name, at }: { readonly name: string; readonly at: number }) {
  const { t } = useTranslation('inspector');
  const isNaming = useSavedViews((state) => state.naming === at);
  return (
    <li className={styles.row}>
      <IconButton
        size="small"
        icon={<Bookmark />}
        label={t('showView', { name })}
        onClick={() => showSavedView(at)}
      />
      {isNaming ? (
        <NameField name={name} at={at} />
      ) : (
        <button type="button" className={styles.name} onClick={() => showSavedView(at)}>
          {name}
        </button>
      )}
      <IconButton
        size="small"
        icon={<Pencil />}
        label={t('renameView', { name })}
        onClick={() => useSavedViews.setState({ naming: at })}
      />
      <IconButton
        size="small"
        icon={<Trash2 />}
        label={t('removeView', { name })}
        onClick={() => removeView(at)}
      />
    </li>
  );
}

function NameField({ name, at }: { readonly name: string; readonly at: number }) {
  const { t } = useTranslation('inspector');
  const [draft, setDraft] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <input
      ref={input}
      className={styles.field}
      aria-label={t('viewName')}
      value={draft}
      maxLength={200}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => renameView(at, draft)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        useSavedViews.setState({ naming: null });
      }}
    />
  );
}
