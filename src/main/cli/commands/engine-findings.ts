import { failureText } from '../../../contract/failures';
import type { UserSetting } from '../../trainer/engine/environment.mjs';
import { capabilityLabels } from '../../trainer/engine/probe-capabilities.mjs';
import { describeSetting, settingWarnings } from '../../trainer/prepare/setting-warnings';
import type { TrainerMessage } from '../../trainer/protocol/protocol';
import type { Finding } from './finding';

/** What the engine cannot do on this device. That harms nothing: networks that use it are computed in another way. */
export function describeCapabilities({
  missing,
}: Pick<Extract<TrainerMessage, { type: 'probed' }>, 'missing'>): Finding {
  const names = missing.map((name) => capabilityLabels[name]).join(' and no ');
  return {
    id: 'capabilities',
    label: 'Capabilities',
    found: missing.length === 0 ? 'all' : `no ${names}: networks that use them are computed differently`,
    facts: { missing },
    ...(missing.length > 0 && { isNotice: true }),
  };
}

/** The user's environment variables that the engine reads: those it obeys, and why it does not obey the others. */
export function describeSettings(settings: readonly UserSetting[]): Finding {
  const obeyed = settings.filter(({ objection }) => objection === null).map(describeSetting);
  const warnings = settingWarnings(settings).map((warning) => failureText(warning, 'en'));
  const found = [...(obeyed.length > 0 ? [`obeyed: ${obeyed.join(', ')}`] : []), ...warnings].join('\n');
  return {
    id: 'settings',
    label: 'Settings',
    found: found === '' ? 'none (environment variables)' : found,
    facts: settings,
    ...(warnings.length > 0 && { isNotice: true }),
  };
}
