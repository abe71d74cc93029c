import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import styles from './GalleryDialog.module.css';
import type { Age } from './preset-groups';
import type { PresetTask } from './preset-task';
import { cardId } from './use-chosen-preset';

/** What the gallery shows: networks that the words, the task and the time fit. */
export interface GalleryChoice {
  readonly search: string;
  readonly task: PresetTask | 'all';
  readonly age: Age;
}

export const EVERYTHING: GalleryChoice = { search: '', task: 'all', age: 'all' };

interface GalleryFilterProps {
  readonly choice: GalleryChoice;
  readonly onChange: (choice: GalleryChoice) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  /** The network that Enter opens; null: none. */
  readonly chosen: string | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** The element that holds the cards. */
  readonly cards: string;
}

/** The search of the gallery, and beside it what a network is for and when it was published. */
export function GalleryFilter(props: GalleryFilterProps) {
  const { choice, onChange, searchRef, chosen, onKeyDown, cards } = props;
  const { t } = useTranslation('gallery');
  return (
    <div className={styles.search}>
      <TextField
        ref={searchRef}
        type="search"
        value={choice.search}
        onValueChange={(search) => onChange({ ...choice, search })}
        aria-label={t('search')}
        aria-controls={cards}
        aria-activedescendant={chosen === null ? undefined : cardId(chosen)}
        onKeyDown={onKeyDown}
        placeholder={t('searchPlaceholder')}
      />
      <Segmented
        aria-label={t('task')}
        value={choice.task}
        options={[
          { value: 'all', label: t('allTasks') },
          { value: 'classify', label: t('classify') },
          { value: 'segment', label: t('segment') },
          { value: 'restore', label: t('restore') },
          { value: 'generate', label: t('generate') },
          { value: 'compare', label: t('compare') },
        ]}
        onValueChange={(task) => onChange({ ...choice, task })}
      />
      <div className={styles.years}>
        <Select
          aria-label={t('age')}
          value={choice.age}
          options={[
            { value: 'all', label: t('allYears') },
            { value: 'early', label: t('earlyYears') },
            { value: 'middle', label: t('middleYears') },
            { value: 'late', label: t('lateYears') },
          ]}
          onValueChange={(age) => onChange({ ...choice, age })}
        />
      </div>
    </div>
  );
}
