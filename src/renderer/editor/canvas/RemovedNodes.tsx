import { ViewportPortal } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../../graph-runtime/document/document';
import { turnBox, turnPoint } from '../../store/document/flow';
import { categoryOf } from '../../store/view/describe-node';
import { CategoryIcon } from '../../ui/CategoryIcon';
import { useCanvasScope } from './canvas-context';
import styles from './RemovedNodes.module.css';
import { type RemovedCard, type RemovedWire, useRemovedParts } from './removed-cards';

/** Room around the wires' ends in their picture. */
const MARGIN = 8;

interface RemovedNodesProps {
  /** No text in a card can be read: their names are beside them (`NodeNames`), as those of the other cards. */
  readonly isTiny: boolean;
}

/**
 * What the open network does not have any more, drawn beside it while two networks are compared: the cards as they were, and the wires
 * they hung on. They are only to be looked at.
 */
export function RemovedNodes({ isTiny }: RemovedNodesProps) {
  const { cards, wires } = useRemovedParts();
  const { flow } = useCanvasScope();
  if (cards.length + wires.length === 0) return null;
  return (
    <ViewportPortal>
      {wires.map(({ key, source, target }) => (
        <GoneWire key={key} name={key} source={source} target={target} flow={flow} />
      ))}
      {cards.map((card) => (
        <div
          key={card.id}
          className={styles.card}
          style={{ left: card.x, top: card.y, width: card.width, height: card.height }}
          data-testid="removed-node"
          data-node={card.id}
        >
          {isTiny ? null : <CardText card={card} />}
        </div>
      ))}
    </ViewportPortal>
  );
}

function CardText({ card: { id, name, node } }: { readonly card: RemovedCard }) {
  const { t } = useTranslation('runs');
  return (
    <>
      <span className={styles.icon}>
        <CategoryIcon category={categoryOf(node.type)} />
      </span>
      <span className={styles.title}>{name}</span>
      <span className={styles.id}>{id}</span>
      <span className={styles.tag}>{t('kinds.removed')}</span>
    </>
  );
}

interface GoneWireProps extends Omit<RemovedWire, 'key'> {
  readonly name: string;
  readonly flow: Flow;
}

function GoneWire({ name, source, target, flow }: GoneWireProps) {
  const from = { x: source.x + source.width / 2, y: source.y + source.height };
  const to = { x: target.x + target.width / 2, y: target.y };
  const bend = Math.max(24, Math.abs(to.y - from.y) / 2);
  const picture = turnBox(flow, {
    x: Math.min(from.x, to.x) - MARGIN,
    y: Math.min(from.y, to.y) - bend - MARGIN,
    width: Math.abs(to.x - from.x) + 2 * MARGIN,
    height: Math.abs(to.y - from.y) + 2 * bend + 2 * MARGIN,
  });
  const corner = (x: number, y: number) => {
    const turned = turnPoint(flow, { x, y });
    return `${turned.x - picture.x},${turned.y - picture.y}`;
  };
  return (
    <svg
      className={styles.wire}
      style={{ left: picture.x, top: picture.y }}
      width={picture.width}
      height={picture.height}
      aria-hidden="true"
      data-testid="removed-wire"
      data-wire={name}
    >
      <path
        d={`M${corner(from.x, from.y)} C${corner(from.x, from.y + bend)} ${corner(to.x, to.y - bend)} ${corner(to.x, to.y)}`}
      />
    </svg>
  );
}
