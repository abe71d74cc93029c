import { useEffect, useMemo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { nodesOf, wiresOf } from '../../store/document/network';
import { noteKey, notesOf } from '../../store/document/notes';
import { existingLocation, scopeAt } from '../../store/view/location';
import { useView } from '../../store/view/view';
import { useGrowingList } from '../../ui/use-growing-list';
import styles from './Outline.module.css';
import { NoteRow, OutlineRow } from './OutlineRow';
import { inOrder } from './rows-in-order';

/** The open scope as a list in the order of computation: the canvas for screen readers, and a table of contents for all. */
export function Outline() {
  const { t } = useTranslation('palette');
  const { location, rows, notes } = useOpenScope();
  const selected = useView((state) => state.selectedNodes);
  const total = rows.length + notes.length;
  const keys = useMemo(
    () => [...rows.map((row) => row.node.id), ...notes.map((note) => noteKey(note.id))],
    [rows, notes],
  );
  const { list, reachable, count, onScroll, growTo } = useRowsInSight(keys, selected);
  if (total === 0) return <p className={styles.empty}>{t('outlineEmpty')}</p>;
  return (
    <div className={styles.outline} onScroll={onScroll}>
      <p className="visually-hidden" id="outline-help">
        {t('outlineHelp')}
      </p>
      <div
        ref={list}
        role="listbox"
        aria-label={t('outline')}
        aria-describedby="outline-help"
        aria-multiselectable="true"
        className={styles.list}
        // Before the key is obeyed, the rows it goes to are there.
        onKeyDownCapture={({ key, target }) => {
          const from = target instanceof HTMLElement ? Number(target.ariaPosInSet) : 0;
          if (key === 'End') flushSync(() => growTo(total));
          else if (key === 'ArrowDown' && from >= count) flushSync(() => growTo(from + count));
        }}
      >
        {rows.slice(0, count).map((row, at) => (
          <OutlineRow
            key={row.node.id}
            node={row.node}
            sources={row.sources}
            location={location}
            at={at}
            total={total}
            isSelected={selected.has(row.node.id)}
            isReachable={row.node.id === reachable}
          />
        ))}
        {notes.slice(0, Math.max(0, count - rows.length)).map((note, at) => (
          <NoteRow
            key={noteKey(note.id)}
            note={note}
            at={rows.length + at}
            total={total}
            isSelected={selected.has(noteKey(note.id))}
            isReachable={noteKey(note.id) === reachable}
          />
        ))}
      </div>
    </div>
  );
}

/** What is open: its nodes in the order of computation, and its notes. */
function useOpenScope() {
  const document = useDocument((state) => state.document);
  const wanted = useView((state) => state.location);
  const location = useAnalysis((analysis) => existingLocation(analysis, wanted));
  const scope = useAnalysis((analysis) => scopeAt(analysis, location));
  const rows = useMemo(() => inOrder(nodesOf(document, scope), wiresOf(document, scope)), [document, scope]);
  const notes = useMemo(() => notesOf(document, scope), [document, scope]);
  return { location, rows, notes };
}

/**
 * Which rows are in the page. One of them is in the order of the Tab key: the first that is selected, or the first. Whatever selects a
 * node, its row is there and in sight, however long the list.
 */
function useRowsInSight(keys: readonly string[], selected: ReadonlySet<string>) {
  const list = useRef<HTMLDivElement>(null);
  const place = useMemo(
    () => (selected.size === 0 ? -1 : keys.findIndex((key) => selected.has(key))),
    [keys, selected],
  );
  const growing = useGrowingList(keys.length, Math.max(0, place));
  const { growTo } = growing;
  useEffect(() => {
    if (place < 0) return;
    list.current?.children[place]?.scrollIntoView({ block: 'nearest' });
    // They stay when it is not selected anymore: the list does not jump.
    growTo(place);
  }, [place, growTo]);
  return { ...growing, list, reachable: keys[Math.max(0, place)] };
}
