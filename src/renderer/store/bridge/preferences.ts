import { create } from 'zustand';
import type { Settings, SettingsReply } from '../../../contract/contract';
import type { Language } from '../../../graph-runtime/text/text';
import { listen, request } from './bridge';

/** How the user wants the window: kept by main, so that the native menu and dialogs speak the same language. */
export interface PreferencesState {
  readonly settings: Settings;
  readonly systemLanguage: Language;
  /** Takes over what main keeps; called once at the start. */
  load(): Promise<void>;
  /** Changes some settings at once and sends them to main. */
  change(changes: Partial<Settings>): Promise<void>;
}

const DEFAULTS: Settings = {
  language: 'system',
  theme: 'system',
  contrast: 'system',
  motion: 'system',
  textScale: 1,
  isTourDone: true,
};

function fromReply({
  systemLanguage,
  ...settings
}: SettingsReply): Pick<PreferencesState, 'settings' | 'systemLanguage'> {
  return { settings, systemLanguage };
}

export const usePreferences = create<PreferencesState>()((set, get) => ({
  settings: DEFAULTS,
  systemLanguage: 'en',
  load: async () => {
    const reply = await request('settings:get', undefined);
    if (reply.ok) set(fromReply(reply.value));
  },
  change: async (changes) => {
    set({ settings: { ...get().settings, ...changes } });
    const reply = await request('settings:set', changes);
    if (reply.ok) set(fromReply(reply.value));
  },
}));

/** Keeps up with what other windows change. */
export function connectPreferences(): () => void {
  const end = listen('settings:changed', (settings) => usePreferences.setState({ settings }));
  // What changed between the first look and now was reported to nobody.
  void usePreferences.getState().load();
  return end;
}

/** The language to show: the chosen one, or the system's. */
export function effectiveLanguage(state: Pick<PreferencesState, 'settings' | 'systemLanguage'>): Language {
  return state.settings.language === 'system' ? state.systemLanguage : state.settings.language;
}
