import { ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../../graph-runtime/document/document';
import { parseEndpoint } from '../../../graph-runtime/document/endpoint';
import { useLanguage } from '../../messages/useLanguage';
import { useDifference, useDifferenceBase } from '../../store/document/difference';
import { useDocument } from '../../store/document/document';
import { flowOf, turnBox, turnPoint, turnSize } from '../../store/document/flow';
import { nodeSize } from '../../store/document/node-size';
import { categoryOf, nodeTitle } from '../../store/view/describe-node';
import { CategoryIcon } from '../../ui/CategoryIcon';
import { useCanvasRouting, useCanvasScope } from './canvas-context';
import styles from './RemovedNodes.module.css';
import { type Place, placesOfRemoved } from './removed-places';

/** Room around the wires' ends in their picture. */
const MARGIN = 8;

/**
 * What the open network does not have any more, drawn beside it while two networks are compared: the cards as they were, and the wires
 * they hung on. They are only to be looked at.
 */
export function RemovedNodes() {
  const difference = useDifference();
  const base = useDifferenceBase((state) => state.base);
  const { scope } = useCanvasScope();
  const flow = useDocument(({ document }) => flowOf(document, scope));
  const { boxes } = useCanvasRouting();
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const here = difference?.find((candidate) => candidate.scope === scope);
  const drawn = useMemo(() => {
    if (base === null || here === undefined) return null;
    const byId = new Map(boxes.map((box) => [box.id, box]));
    const present = new Map<string, Place>();
    for (const [before, after] of here.partners) {
      const box = byId.get(after);
      if (box !== undefined) present.set(before, turnBox(flow, box));
    }
    const { removed, removedEdges } = here;
    const sizeOf = (node: (typeof removed)[number]) => turnSize(flow, nodeSize(base.document, node, flow));
    const gone = placesOfRemoved({ removed, removedEdges, boxes: present, sizeOf });
    const placeOf = (endpoint: string) => {
      const { id } = parseEndpoint(endpoint);
      return gone.get(id) ?? present.get(id);
    };
    const wires = removedEdges.flatMap(({ from, to }) => {
      const [source, target] = [placeOf(from), placeOf(to)];
      return source === undefined || target === undefined ? [] : [{ key: `${from}>${to}`, source, target }];
    });
    return { gone, wires };
  }, [base, here, boxes, flow]);
  if (base === null || here === undefined || drawn === null) return null;
  return (
    <ViewportPortal>
      {drawn.wires.map(({ key, source, target }) => (
        <GoneWire key={key} name={key} source={source} target={target} flow={flow} />
      ))}
      {here.removed.map((node) => {
        const place = drawn.gone.get(node.id);
        if (place === undefined) return null;
        const { x, y, width, height } = turnBox(flow, place);
        return (
          <div
            key={node.id}
            className={styles.card}
            style={{ left: x, top: y, width, height }}
            data-testid="removed-node"
            data-node={node.id}
          >
            <span className={styles.icon}>
              <CategoryIcon category={categoryOf(node.type)} />
            </span>
            <span className={styles.title}>{nodeTitle(base.document, node, language)}</span>
            <span className={styles.id}>{node.id}</span>
            <span className={styles.tag}>{t('kinds.removed')}</span>
          </div>
        );
      })}
    </ViewportPortal>
  );
}

interface GoneWireProps {
  readonly name: string;
  /** As if the network flowed down. */
  readonly source: Place;
  readonly target: Place;
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
