import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Segmented } from '../../ui/Segmented';
import { scrollRegion } from '../../ui/scroll-region';
import styles from './SourcePreview.module.css';

export interface SourcePreviewProps {
  /** Texts by the names of their files; one at least. */
  readonly files: Readonly<Record<string, string>>;
}

/** What an export is going to write, as far as people read it. */
export function SourcePreview({ files }: SourcePreviewProps) {
  const { t } = useTranslation('projects');
  const names = Object.keys(files);
  const [chosen, choose] = useState('');
  const name = names.includes(chosen) ? chosen : (names[0] ?? '');
  return (
    <section className={styles.preview} aria-label={t('export.preview')}>
      <div className={styles.head}>
        <h3 className={styles.heading}>{t('export.preview')}</h3>
        <Segmented
          aria-label={t('export.file')}
          value={name}
          options={names.map((value) => ({ value, label: <code>{value}</code> }))}
          onValueChange={choose}
        />
      </div>
      <pre className={styles.code} {...scrollRegion(name)} key={name}>
        {files[name]}
      </pre>
    </section>
  );
}
