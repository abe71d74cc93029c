import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LAYER_CATEGORIES } from '../../../graph-runtime/layers/layer';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { isShippedType, libraryName } from '../../store/edits/library-block';
import { useBlockLibrary } from '../../store/view/block-library';
import { existingLocation, scopeAt } from '../../store/view/location';
import { useView } from '../../store/view/view';
import { fuzzySearch } from '../../ui/fuzzy';
import { TextField } from '../../ui/TextField';
import { useKeptScroll } from '../../ui/use-kept-scroll';
import { alternativeText, asSearched, layerQuery, type NodeType, nodeTypes } from '../pickers/node-types';
import { LibrarySection } from './LibrarySection';
import styles from './Palette.module.css';
import { addToCanvas, PaletteEntry } from './PaletteEntry';

const GROUPS = [...LAYER_CATEGORIES, 'block'] as const;
/** Blocks that come with the app have their own heading. */
type GroupName = (typeof GROUPS)[number] | 'shipped';

/** Every layer and block by category, and the user's own blocks, with a search: dragged onto the canvas or a wire, or added with a click or Enter. */
export function Palette() {
  const { t } = useTranslation('palette');
  const [query, setQuery] = useState('');
  const { found, alternative } = useNodeTypes(query);
  const list = useRef<HTMLDivElement>(null);
  useKeptScroll('palette', list);
  const shipped = found.filter((type) => isShippedType(type.type));
  const own = found.filter((type) => libraryName(type.type) !== null && !isShippedType(type.type));
  const layers = found.filter((type) => libraryName(type.type) === null);
  const isSearching = query.trim() !== '';
  return (
    <section className={styles.palette} aria-label={t('title')}>
      <div className={styles.search}>
        <TextField
          type="search"
          value={query}
          onValueChange={setQuery}
          placeholder={t('search')}
          aria-label={t('search')}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && first !== undefined)
              addToCanvas(first);
            if (event.key === 'Escape') setQuery('');
          }}
        />
      </div>
      <div ref={list} className={styles.list}>
        {isSearching ? (
          <Entries types={found} />
        ) : (
          <>
            {GROUPS.map((group) => (
              <Group key={group} group={group} types={layers.filter((type) => type.category === group)} />
            ))}
            <Group group="shipped" types={shipped} />
            <LibrarySection types={own} />
          </>
        )}
        {found.length > 0 ? null : <p className={styles.empty}>{t('nothing', { query })}</p>}
        {alternative === null ? null : <p className={styles.empty}>{alternative}</p>}
      </div>
    </section>
  );
}

/** What can be added to the open scope, best match first, or what replaces a layer that there is none of. */
function useNodeTypes(query: string): {
  readonly found: readonly NodeType[];
  readonly alternative: string | null;
} {
  const language = useLanguage();
  const blocks = useDocument((state) => state.document.blocks);
  const library = useBlockLibrary((state) => state.blocks);
  const shipped = useBlockLibrary((state) => state.shipped);
  const wanted = useView((state) => state.location);
  const scope = useAnalysis((analysis) => scopeAt(analysis, existingLocation(analysis, wanted)));
  const types = useMemo(
    () => nodeTypes({ ...useDocument.getState().document, blocks }, scope, language, library, shipped),
    [blocks, scope, language, library, shipped],
  );
  return useMemo(() => {
    const alternative = alternativeText(query, types, language);
    return {
      alternative,
      found:
        alternative === null
          ? fuzzySearch(layerQuery(query), types).map(({ item }) => asSearched(item, query))
          : [],
    };
  }, [query, types, language]);
}

function Group({ group, types }: { readonly group: GroupName; readonly types: readonly NodeType[] }) {
  const { t } = useTranslation('palette');
  if (types.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby={`palette-${group}`}>
      <h3 className={styles.heading} id={`palette-${group}`}>
        {group === 'shipped' ? t('shipped') : t(`categories.${group}`)}
      </h3>
      <Entries types={types} />
    </section>
  );
}

function Entries({ types }: { readonly types: readonly NodeType[] }) {
  return (
    <ul>
      {types.map((type) => (
        <li key={type.type}>
          <PaletteEntry type={type} />
        </li>
      ))}
    </ul>
  );
}
