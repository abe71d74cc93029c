import { SearchX } from 'lucide-react';
import { type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary, PresetSummary } from '../../../contract/contract';
import { useLanguage } from '../../messages/useLanguage';
import { request } from '../../store/bridge/bridge';
import { insertNetwork } from '../../store/edits/network-block';
import { openPreset, usePresets } from '../../store/files/files';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { EmptyState } from '../../ui/EmptyState';
import styles from './GalleryDialog.module.css';
import { EVERYTHING, type GalleryChoice, GalleryFilter } from './GalleryFilter';
import { PresetCard } from './PresetCard';
import { countPresets, usePresetFigures } from './preset-figures';
import { groupPresets, isOfAge, matchesSearch } from './preset-groups';
import { usePresetTimes } from './preset-times';
import { useChosenPreset } from './use-chosen-preset';

/** All networks that come with the app: to open, or to put into the open network as a block. */
export function GalleryDialog() {
  const { t } = useTranslation('gallery');
  const isOpen = useView((state) => state.dialog === 'gallery');
  const close = () => useView.getState().openDialog(null);
  const search = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t('title')}
      description={t('description')}
      size="large"
      // What is typed filters at once.
      initialFocus={search}
    >
      <Gallery searchRef={search} onClose={close} />
    </Dialog>
  );
}

interface GalleryProps {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
}

function Gallery({ searchRef, onClose }: GalleryProps) {
  const { t } = useTranslation('gallery');
  const presets = usePresets((state) => state.presets);
  const datasets = useDatasets();
  const [choice, setChoice] = useState(EVERYTHING);
  const groups = useShownPresets(choice, datasets);
  const times = usePresetTimes(presets, datasets);
  useEffect(() => {
    if (presets !== null) countPresets(presets);
  }, [presets]);
  const open = (preset: PresetSummary) => {
    void openPreset(preset).then(onClose);
  };
  const insert = (preset: PresetSummary) => {
    insertPreset(preset);
    onClose();
  };
  const { ready = [], published = [] } = groups ?? {};
  const cards = useId();
  const { chosen, onKeyDown } = useChosenPreset([...ready, ...published], choice.search, open);
  const isEmpty = groups !== null && ready.length + published.length === 0;
  return (
    <div className={styles.gallery} id={cards}>
      <GalleryFilter onChange={setChoice} {...{ choice, searchRef, chosen, onKeyDown, cards }} />
      {isEmpty ? (
        <EmptyState
          icon={<SearchX />}
          title={choice.search === '' ? t('nothingLeft') : t('nothing', { search: choice.search })}
          text={t('nothingText')}
          actions={<Button onClick={() => setChoice(EVERYTHING)}>{t('clear')}</Button>}
        />
      ) : null}
      <Section
        title={t('readyTitle')}
        text={t('readyText')}
        presets={ready}
        times={times}
        chosen={chosen}
        onOpen={open}
        onInsert={insert}
      />
      <Section
        title={t('publishedTitle')}
        text={t('publishedText')}
        presets={published}
        chosen={chosen}
        onOpen={open}
        onInsert={insert}
      />
    </div>
  );
}

/** The networks that fit what is typed and chosen; null until it is known which can be trained. */
function useShownPresets(choice: GalleryChoice, datasets: readonly DatasetSummary[] | null) {
  const language = useLanguage();
  const presets = usePresets((state) => state.presets);
  const figures = usePresetFigures((state) => state.figures);
  return useMemo(() => {
    const found = (presets ?? []).filter(
      (preset) =>
        matchesSearch(preset, choice.search, language) &&
        isOfAge(preset, choice.age) &&
        (choice.task === 'all' || figures.get(preset.id)?.task === choice.task),
    );
    return datasets === null ? null : groupPresets(found, datasets);
  }, [presets, datasets, choice, figures, language]);
}

interface SectionProps {
  readonly title: string;
  readonly text: string;
  readonly presets: readonly PresetSummary[];
  /** Estimated seconds of training, by preset; absent: none can be trained. */
  readonly times?: ReadonlyMap<string, number>;
  /** The network that Enter opens; null: none. */
  readonly chosen: string | null;
  readonly onOpen: (preset: PresetSummary) => void;
  readonly onInsert: (preset: PresetSummary) => void;
}

function Section({ title, text, presets, times, chosen, onOpen, onInsert }: SectionProps) {
  const id = useId();
  if (presets.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 className={styles.sectionTitle} id={id}>
        {title}
      </h2>
      <p className={styles.sectionText}>{text}</p>
      <div className={styles.cards}>
        {presets.map((preset) => (
          <PresetCard
            key={preset.id}
            preset={preset}
            seconds={times?.get(preset.id) ?? null}
            isChosen={preset.id === chosen}
            onOpen={onOpen}
            onInsert={onInsert}
          />
        ))}
      </div>
    </section>
  );
}

/** After the selected node where there is exactly one, else at the top left of the open network. */
function insertPreset(preset: PresetSummary): void {
  const context = currentEditContext();
  const [selected, ...others] = useView.getState().selectedNodes;
  const destination =
    selected !== undefined && others.length === 0
      ? ({ kind: 'after', id: selected } as const)
      : ({ kind: 'place', position: { x: 0, y: 0 } } as const);
  performEdit(insertNetwork(context, preset.document, preset.id, destination));
}

function useDatasets(): readonly DatasetSummary[] | null {
  const [datasets, setDatasets] = useState<readonly DatasetSummary[] | null>(null);
  useEffect(() => {
    let isShown = true;
    void request('dataset:list', undefined).then((reply) => {
      // Without the list, nothing can be called ready to train.
      if (isShown) setDatasets(reply.ok ? reply.value.datasets : []);
    });
    return () => {
      isShown = false;
    };
  }, []);
  return datasets;
}
