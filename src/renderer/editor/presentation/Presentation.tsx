import { ChevronLeft, ChevronRight, CornerDownRight, CornerLeftUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../store/bridge/preferences';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { findNode } from '../../store/document/network';
import { currentEditContext } from '../../store/view/edit-context';
import { existingLocation, locationsInside, scopeAt } from '../../store/view/location';
import {
  endPresentation,
  presentationOrder,
  presentInside,
  presentOutside,
  showNext,
  showStep,
  usePresentation,
} from '../../store/view/presentation';
import { useView } from '../../store/view/view';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import styles from './Presentation.module.css';
import { NodeSlide, OverviewSlide } from './slides';
import { usePresentationKeys } from './use-presentation-keys';

/** What is said about the part of the network that is shown, beside the canvas, and the way through it. */
export function Presentation() {
  const isOn = usePresentation(({ step }) => step !== null);
  return isOn ? <Panel /> : null;
}

function Panel() {
  const { t } = useTranslation('canvas');
  usePresentationKeys();
  useClickedNode();
  useShownAgain();
  const step = usePresentation((state) => state.step) ?? 0;
  const wanted = useView((state) => state.location);
  const location = useAnalysis((analysis) => existingLocation(analysis, wanted));
  const scope = useAnalysis((analysis) => scopeAt(analysis, location));
  const document = useDocument((state) => state.document);
  const order = presentationOrder(document, scope);
  const id = order[step - 1];
  const node = id === undefined ? undefined : findNode(document, scope, id);
  const hasInside = useAnalysis(
    (analysis) => id !== undefined && locationsInside(analysis, location, id).length > 0,
  );
  return (
    <aside className={styles.panel} aria-label={t('presentation.title')} data-testid="presentation">
      {/* The toolbar with the window's own is gone while a network is presented. */}
      <h1 className="visually-hidden">{t('presentation.title')}</h1>
      <div className={styles.slide} aria-live="polite">
        {node === undefined ? (
          <OverviewSlide location={location} />
        ) : (
          <NodeSlide key={node.id} node={node} location={location} />
        )}
        {hasInside ? (
          <Button icon={<CornerDownRight />} onClick={presentInside}>
            {t('presentation.inside')}
          </Button>
        ) : null}
        {location === '' ? null : (
          <Button icon={<CornerLeftUp />} onClick={presentOutside}>
            {t('presentation.outside')}
          </Button>
        )}
      </div>
      <div className={styles.bar}>
        <IconButton
          icon={<ChevronLeft />}
          label={t('presentation.back')}
          shortcut="ArrowLeft"
          tooltipSide="top"
          isDisabled={step === 0}
          onClick={() => showNext(-1)}
        />
        <span className={styles.count}>{t('presentation.count', { step, count: order.length })}</span>
        <IconButton
          icon={<ChevronRight />}
          label={t('presentation.forward')}
          shortcut="ArrowRight"
          tooltipSide="top"
          isDisabled={step === order.length}
          onClick={() => showNext(1)}
        />
        <span className={styles.end}>
          <IconButton
            icon={<X />}
            label={t('presentation.end')}
            shortcut="Escape"
            tooltipSide="top"
            onClick={endPresentation}
          />
        </span>
      </div>
    </aside>
  );
}

/** The window's edge rests when it has not moved for this long. In milliseconds. */
const AT_REST = 100;

/** Full screen, a projector or larger text is another canvas: what is shown is as large on that, and in its middle. */
function useShownAgain(): void {
  const textScale = usePreferences(({ settings }) => settings.textScale);
  const shownAt = useRef(textScale);
  useEffect(() => {
    let resting: number | undefined;
    const showAgain = () => {
      window.clearTimeout(resting);
      resting = window.setTimeout(() => showNext(0), AT_REST);
    };
    if (shownAt.current !== textScale) showAgain();
    shownAt.current = textScale;
    window.addEventListener('resize', showAgain);
    return () => {
      window.clearTimeout(resting);
      window.removeEventListener('resize', showAgain);
    };
  }, [textScale]);
}

/** A click on a card goes to it. */
function useClickedNode(): void {
  useEffect(
    () =>
      useView.subscribe(({ selectedNodes, location }, before) => {
        const [id] = selectedNodes;
        const { step } = usePresentation.getState();
        if (selectedNodes === before.selectedNodes || location !== before.location) return;
        if (id === undefined || step === null) return;
        const { document } = useDocument.getState();
        const order = presentationOrder(document, currentEditContext().scope);
        const clicked = order.indexOf(id) + 1;
        if (clicked > 0 && clicked !== step) showStep(clicked);
      }),
    [],
  );
}
