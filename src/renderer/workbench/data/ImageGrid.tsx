import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { ignoredClass } from '../../../graph-runtime/datasets/target-description';
import { useDataBrowser } from '../../store/view/data-browser';
import { type Browsed, shownMask, shownSecond } from './browsed';
import { type GridCaches, GridRow } from './GridRow';
import { movedSelection, placeAfter } from './grid-selection';
import styles from './ImageGrid.module.css';
import { ThumbnailCache } from './thumbnail-cache';
import { imageSource, maskSource, pixelSide } from './thumbnail-sources';
import { useRemPixels } from './use-rem-pixels';

export interface ImageGridProps {
  readonly browsed: Browsed;
  /** Enter was pressed, or an example was double-clicked. */
  readonly onOpen: () => void;
  readonly onRelabel: () => void;
  readonly onExclude: () => void;
}

/** Between thumbnails, in pixels. */
const GAP = 4;
/** Rows drawn above and below those in sight. */
const OVERSCAN = 3;

/**
 * A grid of any number of images, of which only the rows in sight are in the page. One stop for the Tab key: the arrow keys move inside, and screen
 * readers follow the active example.
 */
export function ImageGrid(props: ImageGridProps) {
  const { browsed, onOpen } = props;
  const { t } = useTranslation('browser');
  const { list } = browsed;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const rem = useRemPixels();
  const { side: wantedSide, active } = useDataBrowser(useShallow(({ side, active }) => ({ side, active })));
  const side = Math.round((wantedSide * rem) / 16);
  const columns = Math.max(1, Math.floor((width + GAP) / (side + GAP)));
  const rowCount = Math.ceil(list.length / columns);
  const caches = useCaches(browsed, pixelSide(side, window.devicePixelRatio));
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rowCount,
    getScrollElement: () => box.current,
    estimateSize: () => side + GAP,
    overscan: OVERSCAN,
    paddingStart: GAP,
    paddingEnd: GAP,
    initialRect: { width: 800, height: 400 },
  });
  const measured = useRef(side);
  useEffect(() => {
    if (measured.current === side) return;
    measured.current = side;
    virtualizer.measure();
  }, [side, virtualizer]);
  const rows = virtualizer.getVirtualItems();
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? -1];
  const inSight = useMemo(
    () => [...list.subarray(first * columns, (last + 1) * columns)],
    [list, first, last, columns],
  );
  useEffect(() => {
    caches.images.want(inSight);
    caches.masks?.want(inSight);
  }, [caches, inSight]);
  const place = active === null ? -1 : list.indexOf(active);
  useEffect(() => {
    if (place >= 0) virtualizer.scrollToIndex(Math.floor(place / columns), { align: 'auto' });
  }, [place, columns, virtualizer]);

  const keys = useGridKeys(box, { ...props, place, columns, pitch: side + GAP });
  const isDrawn = place >= first * columns && place < (last + 1) * columns;
  return (
    <div
      ref={box}
      className={styles.box}
      role="listbox"
      aria-label={t('grid')}
      aria-multiselectable="true"
      aria-describedby={`${id}-help`}
      {...(isDrawn ? { 'aria-activedescendant': `${id}-${place}` } : {})}
      tabIndex={0}
      data-testid="data-grid"
      {...keys}
      onDoubleClick={onOpen}
    >
      <div className={styles.content} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {rows.map(({ index, start }) => (
          <GridRow
            key={index}
            {...{ browsed, caches, id, side, columns }}
            gap={GAP}
            from={index * columns}
            top={start}
          />
        ))}
      </div>
      <p id={`${id}-help`} className="visually-hidden">
        {t('gridHelp')}
      </p>
    </div>
  );
}

interface GridKeys extends ImageGridProps {
  /** Of the active example; -1: none. */
  readonly place: number;
  readonly columns: number;
  /** Height of a row with the space after it, in pixels. */
  readonly pitch: number;
}

/** What keys and clicks do. */
function useGridKeys(
  box: RefObject<HTMLDivElement | null>,
  { browsed: { list }, onOpen, onRelabel, onExclude, place, columns, pitch }: GridKeys,
) {
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const isWithControl = event.ctrlKey || event.metaKey;
    const rowsInSight = Math.max(1, Math.floor((box.current?.clientHeight ?? pitch) / pitch));
    const next = placeAfter(key, { place, columns, count: list.length, rowsInSight });
    if (next !== null) movedSelection(list, next, event);
    else if (key === 'a' && isWithControl) selectAll(list);
    else if (place < 0) return;
    else if (key === ' ') movedSelection(list, place, { shiftKey: false, ctrlKey: true });
    else if (key === 'Enter') onOpen();
    else if (key === 'Delete') onExclude();
    else if (key.toLowerCase() === 'l' && !isWithControl) onRelabel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const option = event.target instanceof Element ? event.target.closest('[data-place]') : null;
    if (!(option instanceof HTMLElement)) return;
    box.current?.focus();
    movedSelection(list, Number(option.dataset.place), {
      shiftKey: event.shiftKey,
      ctrlKey: event.ctrlKey || event.metaKey,
    });
  };
  return { onKeyDown, onClick };
}

function selectAll(list: Uint32Array): void {
  const { active, select } = useDataBrowser.getState();
  select(active ?? list[0] ?? null, new Set(list));
}

/** Thumbnails of that side, of the images or of second images, with the masks over them where they are seen. */
function useCaches(browsed: Browsed, side: number): GridCaches {
  const { dataset } = browsed;
  const { id } = dataset;
  const channels = dataset.exampleShape[2] ?? 1;
  const shown = shownMask(browsed);
  const hasShown = useDataBrowser((state) => state.isMaskShown) && shown !== null;
  const ignored = shown && ignoredClass(shown.target);
  const label = shown?.column?.name;
  const second = shownSecond(browsed);
  const images = useMemo(
    () => new ThumbnailCache(imageSource(id, side, channels, second)),
    [id, side, channels, second],
  );
  const masks = useMemo(
    () => (hasShown ? new ThumbnailCache(maskSource(id, side, ignored, label)) : null),
    [hasShown, id, side, ignored, label],
  );
  return useMemo(() => ({ images, masks }), [images, masks]);
}

/** Inner width of an element, as it changes. */
function useWidth(element: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() => setWidth(current.clientWidth - 2 * GAP));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
