import type { Settings } from '../../../contract/contract';
import { usePreferences } from '../../store/bridge/preferences';
import { useView } from '../../store/view/view';
import type { Command } from './command';

const choose = (changes: Partial<Settings>) => () => void usePreferences.getState().change(changes);

const LEAST_SCALE = 0.8;
const MOST_SCALE = 2;
const SCALE_STEP = 0.1;

/** Steps of a tenth, without the rounding errors of binary fractions. */
const scaleBy = (step: number) => () => {
  const { settings, change } = usePreferences.getState();
  const scale = Math.round((settings.textScale + step) * 10) / 10;
  void change({ textScale: Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale)) });
};

const MOTION_ALIASES = ['animation', 'accessibility', 'settings', '動畫', '動態效果', '設定'];

/** What the settings menu has, for those who look for it by name. */
export const settingsCommands: readonly Command[] = [
  {
    id: 'themeLight',
    group: 'settings',
    aliases: ['bright', 'appearance', 'settings', '亮色', '外觀', '設定'],
    run: choose({ theme: 'light' }),
  },
  {
    id: 'themeDark',
    group: 'settings',
    aliases: ['night', 'appearance', 'settings', '暗色', '外觀', '設定'],
    run: choose({ theme: 'dark' }),
  },
  {
    id: 'themeSystem',
    group: 'settings',
    aliases: ['appearance', 'settings', '外觀', '設定'],
    run: choose({ theme: 'system' }),
  },
  {
    id: 'languageEnglish',
    group: 'settings',
    aliases: ['English', 'settings', '英文', '語言'],
    run: choose({ language: 'en' }),
  },
  {
    id: 'languageChinese',
    group: 'settings',
    aliases: ['Chinese', '中文', '繁體中文', '語言', 'settings'],
    run: choose({ language: 'zh-Hant' }),
  },
  {
    id: 'languageSystem',
    group: 'settings',
    aliases: ['settings', '語言', '設定'],
    run: choose({ language: 'system' }),
  },
  {
    id: 'textLarger',
    group: 'settings',
    aliases: ['font size', 'zoom', '字級', '放大', 'settings'],
    isEnabled: () => usePreferences.getState().settings.textScale < MOST_SCALE,
    run: scaleBy(SCALE_STEP),
  },
  {
    id: 'textSmaller',
    group: 'settings',
    aliases: ['font size', 'zoom', '字級', '縮小', 'settings'],
    isEnabled: () => usePreferences.getState().settings.textScale > LEAST_SCALE,
    run: scaleBy(-SCALE_STEP),
  },
  {
    id: 'contrastHigh',
    group: 'settings',
    aliases: ['accessibility', '對比', 'settings'],
    run: choose({ contrast: 'high' }),
  },
  {
    id: 'contrastNormal',
    group: 'settings',
    aliases: ['accessibility', '對比', 'settings'],
    run: choose({ contrast: 'normal' }),
  },
  {
    id: 'contrastSystem',
    group: 'settings',
    aliases: ['accessibility', '對比', 'settings'],
    run: choose({ contrast: 'system' }),
  },
  {
    id: 'motionReduced',
    group: 'settings',
    aliases: MOTION_ALIASES,
    run: choose({ motion: 'reduced' }),
  },
  {
    id: 'motionFull',
    group: 'settings',
    aliases: MOTION_ALIASES,
    run: choose({ motion: 'full' }),
  },
  {
    id: 'motionSystem',
    group: 'settings',
    aliases: MOTION_ALIASES,
    run: choose({ motion: 'system' }),
  },
  {
    id: 'machines',
    group: 'settings',
    aliases: [
      'SSH',
      'Slurm',
      'server',
      'remote',
      'cluster',
      'train elsewhere',
      '伺服器',
      '叢集',
      'settings',
      '設定',
    ],
    run: () => useView.getState().openDialog('machines'),
  },
];
