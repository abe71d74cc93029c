import { useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { nodesOf, wiresOf } from '../../store/document/network';
import { noteKey, notesOf } from '../../store/document/notes';
import { existingLocation, scopeAt } from '../../store/view/location';
import { useView } from '../../store/view/view';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import styles from './Outline.module.css';
import { NoteRow, OutlineRow } from './OutlineRow';
import { placeAfter, placeOf } from './row-keys';
import { inOrder } from './rows-in-order';

/** Of a row, before it is measured. In pixels. */
const ROW_HEIGHT = 28;
/** Above the first row and below the last one. In pixels. */
const PADDING = 8;

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
  const { virtual, reachable, keep } = useRowsInSight(keys, selected);
  if (total === 0) return <p className={styles.empty}>{t('outlineEmpty')}</p>;
  return (
    <div ref={virtual.box} className={styles.outline}>
      <p className="visually-hidden" id="outline-help">
        {t('outlineHelp')}
      </p>
      <div
        role="listbox"
        aria-label={t('outline')}
        aria-describedby="outline-help"
        aria-multiselectable="true"
        className={styles.list}
        style={{ paddingBlock: `${virtual.before}px ${virtual.after}px` }}
        // A row that has the focus stays in the page, and one that a key goes to is there before the key is obeyed.
        onFocus={({ target }) => keep([placeOf(target)])}
        onBlur={() => keep([])}
        onKeyDownCapture={({ key, target }) => {
          const from = placeOf(target);
          const next = placeAfter(key, from, total);
          if (next !== undefined) flushSync(() => keep([from, next]));
        }}
      >
        {virtual.rows.map(({ index, key, space }) => {
          const place = {
            at: index,
            total,
            space,
            measure: virtual.measure,
            isSelected: selected.has(key),
            isReachable: key === reachable,
          };
          const row = rows[index];
          const note = notes[index - rows.length];
          if (row !== undefined)
            return (
              <OutlineRow key={key} node={row.node} sources={row.sources} location={location} {...place} />
            );
          return note === undefined ? null : <NoteRow key={key} note={note} {...place} />;
        })}
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
  const [kept, keep] = useState<readonly number[]>([]);
  const place = useMemo(
    () => (selected.size === 0 ? -1 : keys.findIndex((key) => selected.has(key))),
    [keys, selected],
  );
  const reachable = Math.max(0, place);
  const virtual = useVirtualRows({
    count: keys.length,
    estimate: ROW_HEIGHT,
    padding: PADDING,
    keyOf: (index) => keys[index] ?? String(index),
    kept: [reachable, ...kept],
  });
  const { reveal } = virtual;
  useEffect(() => {
    if (place >= 0) reveal(place);
  }, [place, reveal]);
  return { virtual, keep, reachable: keys[reachable] };
}
