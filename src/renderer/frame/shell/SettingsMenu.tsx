import { Server, Settings as SettingsIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Settings, settingsSchema } from '../../../contract/contract';
import { usePreferences } from '../../store/bridge/preferences';
import { runCommand } from '../../editor/commands/commands';
import { Menu, type MenuEntry } from '../../ui/Menu';
import { usePercentText } from '../../ui/use-percent-text';
import styles from './MenuButton.module.css';

const TEXT_SCALES = [0.9, 1, 1.15, 1.3, 1.5, 2] as const;

/** Theme, language, contrast, motion and text size; all of them take effect at once. */
export function SettingsMenu() {
  const { t } = useTranslation(['app', 'machines']);
  const percent = usePercentText();
  const settings = usePreferences((state) => state.settings);
  const change = (changes: Partial<Record<keyof Settings, string | number>>) => {
    const parsed = settingsSchema.partial().safeParse(changes);
    if (parsed.success) void usePreferences.getState().change(parsed.data);
  };
  const entries: MenuEntry[] = [
    choice('theme', t('theme'), [
      ['system', t('themeSystem')],
      ['light', t('themeLight')],
      ['dark', t('themeDark')],
    ]),
    { kind: 'separator', id: 'line1' },
    choice('language', t('language'), [
      ['system', t('languageSystem')],
      ['en', t('english')],
      ['zh-Hant', t('traditionalChinese')],
    ]),
    { kind: 'separator', id: 'line2' },
    choice('contrast', t('contrast'), [
      ['system', t('contrastSystem')],
      ['normal', t('contrastNormal')],
      ['high', t('contrastHigh')],
    ]),
    { kind: 'separator', id: 'line3' },
    choice('motion', t('motion'), [
      ['system', t('motionSystem')],
      ['full', t('motionFull')],
      ['reduced', t('motionReduced')],
    ]),
    { kind: 'separator', id: 'line4' },
    {
      kind: 'choice',
      id: 'textScale',
      heading: t('textSize'),
      value: String(settings.textScale),
      options: TEXT_SCALES.map((scale) => ({ value: String(scale), label: percent(scale) })),
      onSelect: (value) => change({ textScale: Number(value) }),
    },
    { kind: 'separator', id: 'line5' },
    {
      kind: 'item',
      id: 'machines',
      label: t('machines:menu'),
      icon: <Server />,
      onSelect: () => runCommand('machines'),
    },
  ];
  function choice(
    id: 'theme' | 'language' | 'contrast' | 'motion',
    heading: string,
    options: readonly (readonly [string, string])[],
  ): MenuEntry {
    return {
      kind: 'choice',
      id,
      heading,
      value: settings[id],
      options: options.map(([value, label]) => ({ value, label })),
      onSelect: (value) => change({ [id]: value }),
    };
  }
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className={styles.button} aria-label={t('settings')} title={t('settings')}>
          <SettingsIcon aria-hidden="true" />
        </button>
      }
      entries={entries}
    />
  );
}
