import { Lock, Redo2, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FrozenState } from '../../store/view/learning-state';
import { useTranslation } from 'react-i18next';
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
  /** How many cards seem to lie below this one. */
  readonly isStack?: boolean;
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
        data-stack={props.isStack ? '' : undefined}
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

/** The room for a title and the shape beside it, and the size of their letters, in pixels (a title's are bold); the smallest share of it. */
const FIRST_LINE = 248;
const TITLE_LETTERS = 15.3;
/** The spaces in a shape are narrower than letters. */
const SHAPE_LETTERS = 10.6;
const SMALLEST_SHARE = 0.72;

/** A long name has smaller letters, down to those of small print, before it is cut. */
function titleStyle({ title, shape }: NodeCardProps): Record<string, string> | undefined {
  const room = FIRST_LINE - textWidth(shape) * SHAPE_LETTERS;
  const share = room / (textWidth(title) * TITLE_LETTERS);
  return share >= 1 ? undefined : { '--fit': Math.max(SMALLEST_SHARE, share).toFixed(2) };
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
