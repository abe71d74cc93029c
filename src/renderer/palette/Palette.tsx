import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LAYER_CATEGORIES } from '../../graph-runtime/layers/layer';
import { viewport } from '../canvas/viewport-api';
import { useLanguage } from '../messages/useLanguage';
import { type NodeType, nodeTypes } from '../pickers/node-types';
import { useAnalysis } from '../store/analysis';
import { useDocument } from '../store/document';
import { existingLocation, scopeAt } from '../store/location';
import { nodeSize } from '../store/node-size';
import { currentStage, performStep } from '../store/stage';
import { addNode } from '../store/steps/nodes';
import { boxesOf, freePlace } from '../store/steps/placing';
import { useView } from '../store/view';
import { CategoryIcon } from '../ui/CategoryIcon';
import { fuzzySearch } from '../ui/fuzzy';
import { TextField } from '../ui/TextField';
import styles from './Palette.module.css';
import { endPaletteDrag, startPaletteDrag } from './palette-drag';

const GROUPS = [...LAYER_CATEGORIES, 'block'] as const;

/** Every layer and block by category, with a search: dragged onto the canvas or a wire, or added with a click or Enter. */
export function Palette() {
  const { t } = useTranslation('palette');
  const [query, setQuery] = useState('');
  const found = useNodeTypes(query);
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
      <div className={styles.list}>
        {isSearching ? (
          <Entries types={found} />
        ) : (
          GROUPS.map((group) => (
            <Group key={group} group={group} types={found.filter((type) => type.category === group)} />
          ))
        )}
        {found.length > 0 ? null : <p className={styles.empty}>{t('nothing', { query })}</p>}
      </div>
    </section>
  );
}

/** What can be added to the open scope, best match first. */
function useNodeTypes(query: string): NodeType[] {
  const language = useLanguage();
  const blocks = useDocument((state) => state.document.blocks);
  const wanted = useView((state) => state.location);
  const scope = useAnalysis((analysis) => scopeAt(analysis, existingLocation(analysis, wanted)));
  const types = useMemo(
    () => nodeTypes({ ...useDocument.getState().document, blocks }, scope, language),
    [blocks, scope, language],
  );
  return useMemo(() => fuzzySearch(query, types).map((result) => result.item), [query, types]);
}

function Group({
  group,
  types,
}: {
  readonly group: (typeof GROUPS)[number];
  readonly types: readonly NodeType[];
}) {
  const { t } = useTranslation('palette');
  if (types.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby={`palette-${group}`}>
      <h3 className={styles.heading} id={`palette-${group}`}>
        {t(`categories.${group}`)}
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
          <button
            type="button"
            className={styles.entry}
            data-category={type.category}
            data-type={type.type}
            title={type.summary}
            draggable
            onDragStart={(event) => startPaletteDrag(event.dataTransfer, type.type)}
            onDragEnd={endPaletteDrag}
            onClick={() => addToCanvas(type)}
          >
            <span className={styles.tile}>
              <CategoryIcon category={type.category} />
            </span>
            <span className={styles.label}>{type.label}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Behind the one selected node, else into the middle of the view. */
function addToCanvas(made: NodeType): void {
  const stage = currentStage();
  const { selectedNodes } = useView.getState();
  const [only] = selectedNodes;
  const isBehind = selectedNodes.size === 1 && only !== undefined && stage.positions.has(only);
  const size = nodeSize(stage.document, { id: 'new', type: made.type });
  const centre = viewport()?.centre() ?? { x: 0, y: 0 };
  const wanted = { x: centre.x - size.width / 2, y: centre.y - size.height / 2 };
  const step = addNode(
    stage,
    made,
    isBehind
      ? { kind: 'after', id: only }
      : stage.positions.size === 0
        ? { kind: 'first' }
        : { kind: 'place', position: freePlace(wanted, size, boxesOf(stage).values()) },
  );
  performStep(step);
  const added = step.select ?? [];
  requestAnimationFrame(() => requestAnimationFrame(() => viewport()?.show(added)));
}
