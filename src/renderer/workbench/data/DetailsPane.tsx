import { Ban, Expand, FolderOpen, Tag, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { request } from '../../store/bridge/bridge';
import { showFailure } from '../../store/bridge/show-reply';
import { useDataBrowser } from '../../store/view/data-browser';
import { isOut, isStored } from '../../store/view/data-changes';
import { Button } from '../../ui/Button';
import { Facts } from '../../ui/Facts';
import { formatCount } from '../../ui/figures';
import { scrollRegion } from '../../ui/scroll-region';
import { type Browsed, canRelabel, hasSeveralLabels } from './browsed';
import { chosenExamples, setExcluded } from './change-examples';
import styles from './DetailsPane.module.css';
import { ExampleFacts } from './ExampleFacts';
import { ExamplePicture } from './ExamplePicture';
import { placeOf } from './example-name';
import { TargetFact } from './TargetFact';
import { useExampleDetails } from './use-example';

export interface DetailsPaneProps {
  readonly browsed: Browsed;
  readonly onOpen: () => void;
  readonly onRelabel: () => void;
}

/** The active example beside the others, and what can be done with all that are selected. */
export function DetailsPane({ browsed, onOpen, onRelabel }: DetailsPaneProps) {
  const { t } = useTranslation('browser');
  const active = useDataBrowser((state) => state.active);
  return (
    <section className={styles.pane} data-pane="details" {...scrollRegion(t('details'))}>
      {active === null || !browsed.list.includes(active) ? (
        <p className={styles.muted}>{t('chooseExample')}</p>
      ) : (
        <>
          <h3 className={styles.heading}>{placeOf(browsed, active)}</h3>
          <Shown browsed={browsed} example={active} onOpen={onOpen} />
          <ExampleActions {...{ browsed, onRelabel }} example={active} />
          <ExampleFacts browsed={browsed} example={active} isWithLabels={!hasSeveralLabels(browsed)} />
          {browsed.isTable ? null : (
            <Button size="small" icon={<Expand />} onClick={onOpen}>
              {t('showLarge')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

interface ShownProps extends Pick<DetailsPaneProps, 'browsed' | 'onOpen'> {
  readonly example: number;
}

/** The picture; of several labels, with them beside it, so that both are in sight. */
function Shown({ browsed, example, onOpen }: ShownProps) {
  const { t } = useTranslation('browser');
  const details = useExampleDetails(browsed.dataset.id, example);
  const picture = browsed.isTable ? null : (
    <button type="button" className={styles.picture} aria-label={t('showLarge')} onClick={onOpen}>
      <ExamplePicture browsed={browsed} example={example} />
    </button>
  );
  if (!hasSeveralLabels(browsed)) return picture;
  return (
    <div className={styles.beside}>
      {picture}
      <Facts layout="flow">
        <TargetFact browsed={browsed} example={example} details={details} />
      </Facts>
    </div>
  );
}

export interface ExampleActionsProps {
  readonly browsed: Browsed;
  readonly example: number;
  readonly onRelabel: () => void;
}

/** What correcting is called, of one example and of several. */
const CHANGES = {
  class: { one: 'changeLabel', several: 'changeLabelOf' },
  classes: { one: 'changeLabels', several: 'changeLabelsOf' },
  numbers: { one: 'changeNumbers', several: 'changeNumbersOf' },
  mask: { one: 'changeLabel', several: 'changeLabelOf' },
  image: { one: 'changeLabel', several: 'changeLabelOf' },
  columns: { one: 'changeAny', several: 'changeAnyOf' },
  none: { one: 'changeLabel', several: 'changeLabelOf' },
} as const;

/** What can be done with the selected examples, or the active one. */
export function ExampleActions({ browsed, example, onRelabel }: ExampleActionsProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { dataset, index, pending, target } = browsed;
  // Gestures are about what is selected, which changes without the active example.
  const count = useDataBrowser((state) => Math.max(1, state.selected.size));
  const total = formatCount(count, language);
  const details = useExampleDetails(dataset.id, example);
  const areOut = chosenExamples().every((one) => isOut(index, pending, one));
  const exclude = (isExcluded: boolean) => setExcluded(browsed, chosenExamples(), isExcluded);
  const openOriginal = async () => {
    const reply = await request('data:open-original', { id: dataset.id, example });
    if (!reply.ok) showFailure(reply.error);
  };
  return (
    <div className={styles.actions}>
      {canRelabel(browsed) && isStored(index, example) ? (
        <Button size="small" icon={<Tag />} onClick={onRelabel} data-testid="change-label">
          {t(count === 1 ? CHANGES[target.kind].one : CHANGES[target.kind].several, { count, total })}
        </Button>
      ) : null}
      {!isStored(index, example) ? null : areOut ? (
        <Button size="small" icon={<Undo2 />} onClick={() => exclude(false)}>
          {count === 1 ? t('include') : t('includeMany', { count, total })}
        </Button>
      ) : (
        <Button size="small" icon={<Ban />} onClick={() => exclude(true)}>
          {count === 1 ? t('exclude') : t('excludeMany', { count, total })}
        </Button>
      )}
      {details?.original == null || count > 1 ? null : (
        <Button size="small" icon={<FolderOpen />} onClick={() => void openOriginal()}>
          {t('openOriginal')}
        </Button>
      )}
    </div>
  );
}
