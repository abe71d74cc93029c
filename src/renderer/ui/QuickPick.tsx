import { Search } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { fuzzySearch, type Searchable } from './fuzzy';
import { Kbd } from './Kbd';
import styles from './QuickPick.module.css';
import { useVirtualRows } from './use-virtual-rows';

export interface QuickPickItem extends Searchable {
  readonly id: string;
  readonly icon?: ReactElement;
  /** The category whose color the icon takes. */
  readonly category?: string;
  /** Faint text after the label: a shape, a reason, a category. */
  readonly hint?: string;
  readonly shortcut?: string;
  /** The item is offered, but something speaks against it; `hint` says what. */
  readonly isDoubtful?: boolean;
}

export interface QuickPickProps {
  readonly label: string;
  readonly placeholder: string;
  readonly items: readonly QuickPickItem[];
  readonly onPick: (id: string, query: string) => void;
  readonly onClose: () => void;
  /** Where its top left corner goes, in window coordinates; in the upper middle of the window without. */
  readonly at?: { readonly x: number; readonly y: number };
  /** A line above the list, e.g. what is being connected. */
  readonly heading?: string;
  /** What helps with a search, said instead of listing what its letters happen to be in; null lists the matches. */
  readonly explain?: (query: string) => string | null;
  /** What of a query the items are compared with; absent: all of it. */
  readonly readQuery?: (query: string) => string;
}

/** Of an option, before it is measured. In pixels. */
const OPTION_HEIGHT = 30;
/** Above the first option and below the last one. In pixels. */
const PADDING = 4;

/** A list to type in: the best match is picked with Enter. Escape and a click beside it close it. */
export function QuickPick(props: QuickPickProps) {
  const { t } = useTranslation('app');
  const { onClose, at } = props;
  const { query, setQuery, active, setActive, results, explanation, pick, onKeyDown } = useSearch(props);
  const listId = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  useFocusReturn(inputRef);
  return (
    <>
      {/* Catches the click beside the list; the keyboard has Escape. */}
      <div className={styles.backdrop} onPointerDown={onClose} aria-hidden="true" />
      <div
        className={styles.popup}
        style={placeFor(at)}
        role="dialog"
        data-quick-pick=""
        aria-label={props.label}
        onKeyDown={onKeyDown}
      >
        {props.heading === undefined ? null : <p className={styles.heading}>{props.heading}</p>}
        <SearchLine
          inputRef={inputRef}
          listId={listId}
          label={props.label}
          placeholder={props.placeholder}
          query={query}
          active={results.length === 0 ? null : active}
          onQuery={(text) => {
            setQuery(text);
            setActive(0);
          }}
        />
        <ResultList
          listId={listId}
          label={props.label}
          results={results}
          active={active}
          onPick={pick}
          onHover={setActive}
        />
        {results.length > 0 ? null : (
          <p className={styles.empty}>
            {t('nothingFound')} {explanation}
          </p>
        )}
      </div>
    </>
  );
}

/** What is typed, what it finds, and which of that Enter picks. */
function useSearch(props: QuickPickProps) {
  const { items, onPick, onClose, readQuery } = props;
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const explanation = props.explain?.(query) ?? null;
  const results = useMemo(
    () => (explanation === null ? fuzzySearch(readQuery?.(query) ?? query, items) : []),
    [query, items, explanation, readQuery],
  );
  const pick = (index: number) => {
    const result = results[index];
    if (result !== undefined) onPick(result.item.id, query);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the input of a Chinese character is not ours.
    if (event.nativeEvent.isComposing) return;
    const target = placeAfter(event.key, active, results.length - 1);
    event.stopPropagation();
    if (target !== undefined) setActive(Math.max(0, target));
    else if (event.key === 'Enter') pick(active);
    else if (event.key === 'Escape') onClose();
    else if (event.key !== 'Tab') return;
    event.preventDefault();
  };
  return { query, setQuery, active, setActive, results, explanation, pick, onKeyDown };
}

/** Where a key leads in the list; undefined for one that leads nowhere. */
function placeAfter(key: string, active: number, last: number): number | undefined {
  const places: Readonly<Record<string, number>> = {
    ArrowDown: active >= last ? 0 : active + 1,
    ArrowUp: active <= 0 ? last : active - 1,
    PageDown: Math.min(last, active + 8),
    PageUp: Math.max(0, active - 8),
  };
  return places[key];
}

interface SearchLineProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly listId: string;
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  /** The option that Enter picks; null when there is none. */
  readonly active: number | null;
  readonly onQuery: (query: string) => void;
}

function SearchLine({ inputRef, listId, label, placeholder, query, active, onQuery }: SearchLineProps) {
  return (
    <div className={styles.search}>
      <Search aria-hidden="true" />
      <input
        ref={inputRef}
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={active === null ? undefined : `${listId}-${active}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
      />
    </div>
  );
}

interface ResultListProps {
  readonly listId: string;
  readonly label: string;
  readonly results: readonly { readonly item: QuickPickItem; readonly positions: readonly number[] }[];
  readonly active: number;
  readonly onPick: (index: number) => void;
  readonly onHover: (index: number) => void;
}

function ResultList({ listId, label, results, active, onPick, onHover }: ResultListProps) {
  const virtual = useVirtualRows({
    count: results.length,
    estimate: OPTION_HEIGHT,
    padding: PADDING,
    keyOf: (index) => results[index]?.item.id ?? String(index),
    kept: [active],
  });
  const { box, rows, measure, reveal, before, after } = virtual;
  const activeItem = results[active]?.item;
  useEffect(() => {
    if (activeItem !== undefined) reveal(active);
  }, [active, activeItem, reveal]);
  return (
    <div ref={box} className={styles.list} role="listbox" id={listId} aria-label={label} tabIndex={-1}>
      <div role="presentation" style={{ paddingBlock: `${before}px ${after}px` }}>
        {rows.map(({ index, key, space }) => {
          const result = results[index];
          if (result === undefined) return null;
          const { item, positions } = result;
          return (
            // The input keeps the focus; the options are reached through it.
            <div
              key={key}
              ref={measure}
              data-index={index}
              style={{ marginTop: space }}
              id={`${listId}-${index}`}
              className={styles.option}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              aria-setsize={results.length}
              aria-posinset={index + 1}
              data-category={item.category}
              data-doubtful={item.isDoubtful ? '' : undefined}
              onPointerMove={() => onHover(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onPick(index)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') onPick(index);
              }}
            >
              <OptionContent item={item} positions={positions} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function OptionContent({ item, positions }: ResultListProps['results'][number]) {
  return (
    <>
      <span className={styles.icon}>{item.icon}</span>
      <span className={styles.label} title={item.label}>
        <Highlighted text={item.label} positions={positions} />
      </span>
      {item.hint === undefined ? null : (
        <span className={styles.hint} title={item.hint}>
          {item.hint}
        </span>
      )}
      {item.shortcut === undefined ? null : <Kbd keys={item.shortcut} />}
    </>
  );
}

function Highlighted({ text, positions }: { readonly text: string; readonly positions: readonly number[] }) {
  return markedRuns(text, positions).map((run) =>
    run.isMarked ? <mark key={run.start}>{run.text}</mark> : <span key={run.start}>{run.text}</span>,
  );
}

/** The text cut into stretches that matched and stretches that did not. */
function markedRuns(text: string, positions: readonly number[]) {
  const marked = new Set(positions);
  const runs: { start: number; text: string; isMarked: boolean }[] = [];
  for (const [index, letter] of [...text].entries()) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last.isMarked === marked.has(index)) last.text += letter;
    else runs.push({ start: index, text: letter, isMarked: marked.has(index) });
  }
  return runs;
}

/** Takes the focus and gives it back where it was when the list closes. */
function useFocusReturn(ref: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [ref]);
}

/** The style sheet keeps it inside the window, whatever the size of the text. */
function placeFor(at: QuickPickProps['at']): Record<string, string> {
  return at === undefined ? {} : { '--at-x': `${at.x}px`, '--at-y': `${at.y}px` };
}
