import { Lock, Redo2, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrozenState } from '../../store/view/learning-state';
import type { NodeState } from '../../store/view/node-state';
import type { CardCategory } from '../../ui/CategoryIcon';
import { CategoryIcon } from '../../ui/CategoryIcon';
import styles from './NodeCard.module.css';
import { textWidth } from './name-places';

export interface NodeCardProps {
  readonly category: CardCategory;
  readonly title: string;
  /** By which problems, weights and sweeps name the node; absent where the card shows it already. */
  readonly id?: string;
  /** Output shape, or what stands for it while there is none. */
  readonly shape: string;
  /** Main parameters in short form; the card has one line without. */
  readonly detail?: string;
  /** Number of weights, in short form. */
  readonly count?: string;
  readonly isSelected: boolean;
  /** It cannot be changed. */
  readonly isLocked?: boolean;
  readonly state: NodeState;
  /** Whether its weights are frozen; absent: they are not. */
  readonly frozen?: FrozenState;
  readonly severity: 'error' | 'warning' | null;
  /** After the title: repeat count and the like. */
  readonly badges?: ReactNode;
  /** The mark at the corner. */
  readonly mark?: ReactNode;
  /** Where more cards seem to lie: below this one, or beside it, for copies that stand side by side. */
  readonly stack?: 'below' | 'beside';
  /** From 0 to 1: how hot the card is in the heat map; null when none is shown. */
  readonly heat?: number | null;
  readonly children?: ReactNode;
}

/** The face of a node on the canvas. */
export function NodeCard(props: NodeCardProps) {
  return (
    <div className={styles.node}>
      <div
        className={styles.card}
        data-category={props.category}
        data-selected={props.isSelected ? '' : undefined}
        data-state={props.state}
        data-frozen={props.frozen === 'all' ? '' : undefined}
        data-severity={props.severity ?? undefined}
        data-stack={props.stack}
        data-heat={props.heat === null || props.heat === undefined ? undefined : ''}
        style={props.heat === null || props.heat === undefined ? undefined : heatStyle(props.heat)}
      >
        <span className={styles.tile}>
          <TileIcon category={props.category} state={props.state} />
        </span>
        <span className={styles.lines}>
          <span className={styles.line}>
            <span className={styles.title} title={props.title} style={titleStyle(props)}>
              {props.title}
            </span>
            {props.badges}
            {props.isLocked === true ? <LockMark /> : null}
            {props.id === undefined ? null : (
              <span className={styles.id} title={props.id}>
                {props.id}
              </span>
            )}
            {/* A card of one line has its count there. */}
            {props.detail === undefined ? <span className={styles.count}>{props.count}</span> : null}
            <span className={styles.shape}>{props.shape}</span>
          </span>
          {props.detail === undefined ? null : (
            <span className={styles.line}>
              <span className={styles.detail} title={props.detail}>
                {props.detail}
              </span>
              <span className={styles.count}>{props.count}</span>
            </span>
          )}
        </span>
        {props.mark}
      </div>
      {props.children}
    </div>
  );
}

/** The room of the first line and the sizes of its letters, in pixels: titles are bold, the spaces in a shape are narrower than letters. */
const FIRST_LINE = 248;
const TITLE_LETTERS = 15.3;
const SHAPE_LETTERS = 10.6;
const ID_LETTERS = 11;
const GAP = 4;
/** Marks between title and id, each with its gap. */
const LOCK = 17;
const FROST = 24;
/** The smallest share of a title's size, and down to where it gives way to the id. */
const SMALLEST_SHARE = 0.72;
const SMALLEST_BESIDE_ID = 0.8;

/** A long name has smaller letters, down to those of small print, before it is cut; somewhat smaller ones before the id beside it is. */
export function titleShare({ title, shape, id, isLocked, frozen = 'none' }: FirstLine): number {
  const marks = (isLocked === true ? LOCK : 0) + (frozen === 'none' ? 0 : FROST);
  const room = FIRST_LINE - textWidth(shape) * SHAPE_LETTERS - marks;
  const width = textWidth(title) * TITLE_LETTERS;
  const ofId = id === undefined ? 0 : textWidth(id) * ID_LETTERS + GAP;
  const share = Math.min(room / width, Math.max(SMALLEST_BESIDE_ID, (room - ofId) / width));
  return Math.min(1, Math.max(SMALLEST_SHARE, share));
}

type FirstLine = Pick<NodeCardProps, 'title' | 'shape' | 'id' | 'isLocked' | 'frozen'>;

function titleStyle(line: FirstLine): Record<string, string> | undefined {
  const share = titleShare(line);
  return share === 1 ? undefined : { '--fit': share.toFixed(2) };
}

/** A node that does not do its work shows why in the place of its category's icon. */
function TileIcon({ category, state }: Pick<NodeCardProps, 'category' | 'state'>) {
  if (state === 'muted') return <VolumeX aria-hidden="true" />;
  return state === 'bypassed' ? <Redo2 aria-hidden="true" /> : <CategoryIcon category={category} />;
}

function LockMark() {
  const { t } = useTranslation('canvas');
  return <Lock className={styles.lock} role="img" aria-label={t('locked')} />;
}

function heatStyle(heat: number): Record<string, string> {
  return { '--heat': heat.toFixed(3) };
}
