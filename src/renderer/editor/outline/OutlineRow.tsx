import { Snowflake, StickyNote } from 'lucide-react';
import { type KeyboardEvent, memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec, NoteSpec } from '../../../graph-runtime/document/document';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { portsOfType } from '../../store/document/network';
import { noteIdOf, noteKey } from '../../store/document/notes';
import { categoryOf, nodeTitle } from '../../store/view/describe-node';
import { frozenState } from '../../store/view/learning-state';
import { nodeState, typeFrom } from '../../store/view/node-state';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { CategoryIcon } from '../../ui/CategoryIcon';
import { enterBlock } from '../canvas/use-pointer-gestures';
import { deleteSelection } from '../commands/edit-commands';
import { useNodeProblems } from '../problems/use-node-problems';
import styles from './Outline.module.css';
import { placeAfter, placeOf } from './row-keys';

/** A row in its list. */
interface PlaceProps {
  /** Its place in the list, and how long that is: not all of it is in the page. */
  readonly at: number;
  readonly total: number;
  /** Above it, for rows that are not in the page. In pixels. */
  readonly space: number;
  readonly measure: (row: Element | null) => void;
  readonly isSelected: boolean;
  /** By the Tab key. */
  readonly isReachable: boolean;
}

interface OutlineRowProps extends PlaceProps {
  readonly node: NodeSpec;
  readonly sources: string;
  readonly location: string;
}

/** A node: what it is, its shape, and what feeds it. */
export const OutlineRow = memo(function OutlineRow({ node, sources, location, ...place }: OutlineRowProps) {
  const { t } = useTranslation('palette');
  const language = useLanguage();
  const { severity } = useNodeProblems(location, node);
  const shape = useAnalysis((analysis) => {
    const port = portsOfType(analysis.document, node.type).outputs[0]?.name;
    const type = port === undefined ? null : typeFrom(analysis, location, { id: node.id, port });
    return type === null ? '' : formatShape(type.shape);
  });
  const state = useAnalysis((analysis) => nodeState(analysis, location, node));
  const frozen = useAnalysis((analysis) => frozenState(analysis, location, node));
  const { t: canvas } = useTranslation('canvas');
  const title = nodeTitle(useDocument.getState().document, node, language);
  return (
    <Row
      id={node.id}
      place={place}
      category={categoryOf(node.type)}
      severity={severity ?? undefined}
      onOpen={() => enterBlock(node.id)}
    >
      <span className={styles.icon}>
        <CategoryIcon category={categoryOf(node.type)} />
      </span>
      <span className={styles.title}>
        {title} {title === node.id ? null : <span className={styles.id}>{node.id}</span>}
      </span>
      <span className={styles.shape}>
        {frozen === 'none' ? null : (
          <span className={styles.frozen} title={canvas(`frozen.${frozen}`)}>
            <Snowflake aria-hidden="true" />
            <span className="visually-hidden">{canvas(`frozen.${frozen}`)}</span>
          </span>
        )}
        {state === 'on' ? shape : canvas(`state.${state}`)}
      </span>
      {sources === '' ? null : <span className="visually-hidden">{t('fedBy', { names: sources })}</span>}
    </Row>
  );
});

interface RowProps {
  readonly id: string;
  readonly place: PlaceProps;
  readonly category?: string | undefined;
  readonly severity?: string | undefined;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

/** One line of the list: chosen by a click, opened by a double-click or Enter. */
function Row({ id, place, category, severity, onOpen, children }: RowProps) {
  const { at, total, space, measure, isSelected, isReachable } = place;
  return (
    <div
      ref={measure}
      data-index={at}
      style={{ marginTop: space }}
      role="option"
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={at + 1}
      tabIndex={isReachable ? 0 : -1}
      className={styles.row}
      data-category={category}
      data-severity={severity}
      data-node={id}
      onClick={(event) => choose(id, event.ctrlKey || event.metaKey)}
      onKeyDown={onRowKey}
      onDoubleClick={onOpen}
    >
      {children}
    </div>
  );
}

interface NoteRowProps extends PlaceProps {
  readonly note: NoteSpec;
}

/** A note or a frame, by its first line. */
export function NoteRow({ note, ...place }: NoteRowProps) {
  const { t } = useTranslation('palette');
  const kind = t(note.kind === 'frame' ? 'outlineFrame' : 'outlineNote');
  const [line = ''] = note.text.split('\n');
  return (
    <Row id={noteKey(note.id)} place={place} onOpen={() => open(noteKey(note.id))}>
      <span className={styles.icon}>
        <StickyNote aria-hidden="true" />
      </span>
      <span className={styles.title}>{line.trim() === '' ? kind : line}</span>
      {line.trim() === '' ? null : <span className={styles.shape}>{kind}</span>}
    </Row>
  );
}

/** Enters a block; a note is written. */
function open(key: string): void {
  if (noteIdOf(key) === null) {
    enterBlock(key);
    return;
  }
  const view = useView.getState();
  view.select([key]);
  view.startRenaming(key);
}

function choose(id: string, isAdding: boolean): void {
  const view = useView.getState();
  if (isAdding) {
    const next = new Set(view.selectedNodes);
    if (!next.delete(id)) next.add(id);
    view.select(next);
  } else view.select([id]);
  viewport()?.show([id]);
}

function onRowKey(event: KeyboardEvent<HTMLDivElement>): void {
  const list = event.currentTarget.parentElement;
  const total = Number(event.currentTarget.getAttribute('aria-setsize'));
  const target = placeAfter(event.key, placeOf(event.currentTarget), total);
  const id = event.currentTarget.dataset.node;
  if (target !== undefined) {
    const row = list?.querySelector<HTMLElement>(`[aria-posinset="${target + 1}"]`);
    row?.focus();
    // Control continues without choosing, Shift chooses more.
    const next = row?.dataset.node;
    const isGoingOn = event.ctrlKey || event.metaKey;
    const { selectedNodes, select } = useView.getState();
    if (next !== undefined && event.shiftKey) select([...selectedNodes, next]);
    else if (next !== undefined && !isGoingOn) choose(next, false);
  } else if (event.key === 'Enter' && id !== undefined) {
    open(id);
  } else if (event.key === ' ' && id !== undefined) {
    choose(id, true);
  } else if (event.key === 'Delete') {
    deleteSelection();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
