import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import { joinPath } from '../../../graph-runtime/document/node-path';
import { describeFinding } from '../../../graph-runtime/run-health/examine';
import { channelMaps } from '../../charts/TensorMaps';
import { useLanguage } from '../../messages/useLanguage';
import { usePreferences } from '../../store/bridge/preferences';
import { useAnalysis } from '../../store/document/analysis';
import { useNodeDifference } from '../../store/document/difference';
import { useFindingMarks } from '../../store/runs/findings';
import { useInside, useInsideSample } from '../../store/runs/inside';
import { useInsideSubject } from '../../store/runs/subject';
import { useHealth } from '../../store/runs/use-health';
import { LONG_PAUSE_MILLISECONDS, useInspection } from '../../store/runs/use-inspection';
import { layerPaths } from '../../store/view/location';
import { useWorkbench } from '../../store/view/workbench';
import { PixelImage } from '../../ui/images/PixelImage';
import { rangeOf } from '../../ui/images/pixel-colors';
import { usePercentText } from '../../ui/use-percent-text';
import { useCanvasScope } from './canvas-context';
import styles from './NodeSignals.module.css';

/** What a card of the canvas shows of comparing and training, beside its own content. It takes no room of the card. */
export function NodeSignals({ spec }: { readonly spec: NodeSpec }) {
  const isInside = useWorkbench((state) => state.isOpen && state.tab === 'inside');
  const isOnCards = useInside((state) => state.isOnCards);
  return (
    <>
      <NodeDifference spec={spec} />
      {isInside ? <Marks spec={spec} /> : null}
      {isOnCards ? <MapsOfNode spec={spec} /> : null}
    </>
  );
}

/** Whether the node was added or changed, while two networks are compared on the canvas; also when zoomed out. */
export function NodeDifference({ spec }: { readonly spec: NodeSpec }) {
  const { scope } = useCanvasScope();
  const kind = useNodeDifference(scope, spec.id);
  return kind === null ? null : <DifferenceTag kind={kind} />;
}

/** Apart from the question whether there is one: thousands of cards ask, and translating takes most of their time. */
function DifferenceTag({ kind }: { readonly kind: 'added' | 'changed' }) {
  const { t } = useTranslation('runs');
  return (
    <span className={styles.difference} data-kind={kind} data-testid="node-difference">
      <span className={styles.tag}>{t(`kinds.${kind}`)}</span>
    </span>
  );
}

/** What the open tab says about single nodes. */
function Marks({ spec }: { readonly spec: NodeSpec }) {
  const { location } = useCanvasScope();
  const subject = useInsideSubject();
  const path = useAnalysis((analysis) => layerPaths(analysis, location, spec)[0] ?? null);
  if (subject === null || path === null) return null;
  return (
    <>
      <FindingMark spec={spec} />
      <DeadBadge runId={subject} path={path} />
    </>
  );
}

/** Stay while they are switched on, whichever tab is open: beside the curves, what the network sees. */
function MapsOfNode({ spec }: { readonly spec: NodeSpec }) {
  const { location } = useCanvasScope();
  const subject = useInsideSubject();
  const path = useAnalysis((analysis) => layerPaths(analysis, location, spec)[0] ?? null);
  // A vector has no picture worth a place beside a card: the network need not be asked for it.
  const hasMaps = useAnalysis(
    (analysis) => (analysis.nodes.get(path ?? '')?.outputs?.[0]?.shape.length ?? 0) > 1,
  );
  return subject === null || path === null || !hasMaps ? null : <Maps runId={subject} path={path} />;
}

/** The health check's finding at this node, or at a node within this block. */
function FindingMark({ spec }: { readonly spec: NodeSpec }) {
  const { location } = useCanvasScope();
  const language = useLanguage();
  const finding = useFindingMarks(({ byPath }) => {
    const own = joinPath(location, spec.id);
    // Copies of a repeated node are numbered after its name.
    const rest = spec.repeat === undefined ? /^(\/|$)/ : /^\d+(\/|$)/;
    for (const [path, found] of byPath) {
      if (path.startsWith(own) && rest.test(path.slice(own.length))) return found;
    }
    return null;
  });
  if (finding === null) return null;
  return (
    <span className={styles.finding} data-testid="node-finding">
      {describeFinding(finding, language).title}
    </span>
  );
}

interface SignalProps {
  readonly runId: string;
  readonly path: string;
}

/** From this share of dead units on it is worth a mark. */
const NOTABLE_SHARE = 0.1;

function DeadBadge({ runId, path }: SignalProps) {
  const { t } = useTranslation('inside');
  const percent = usePercentText();
  const health = useHealth(runId);
  const share = health.at(-1)?.activations.find((node) => node.path === path)?.deadShare ?? 0;
  if (share < NOTABLE_SHARE) return null;
  return <span className={styles.badge}>{t('deadBadge', { share: percent(share) })}</span>;
}

/** Maps beside a card, and their sides in pixels of the canvas: they fit between two columns of cards. */
const SHOWN = 3;
const MAP_SIDE = 32;

function Maps({ runId, path }: SignalProps) {
  const { t } = useTranslation('inside');
  const { sample, key } = useInsideSample(runId);
  // The canvas is zoomed by the text's size as a whole, and so are its rem.
  const rem = usePreferences(({ settings }) => 16 * settings.textScale);
  const { answer } = useInspection(
    runId,
    { type: 'activations', path, sample },
    `card ${path} ${key}`,
    LONG_PAUSE_MILLISECONDS,
  );
  if (answer === null) return null;
  const maps = channelMaps(answer);
  // A vector has no picture worth a place beside a card.
  if (maps[0] === undefined || maps[0].width * maps[0].height < 4) return null;
  const range = rangeOf(answer.values);
  return (
    <span className={styles.maps} role="img" aria-label={t('activations', { path })}>
      {maps.slice(0, SHOWN).map((source) => (
        <PixelImage
          key={source.offset}
          source={source}
          range={range}
          scale="heat"
          label=""
          size={MAP_SIDE / rem}
        />
      ))}
    </span>
  );
}
