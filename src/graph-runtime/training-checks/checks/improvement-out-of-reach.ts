import { setSettingFix } from '../../diagnostics/fixes';
import { plateauOf } from '../../settings/schedules/registry';
import { type CheckContext, type CheckResult, type TrainingCheck, threeDigits } from '../check';
import { scoredOutputs } from '../scores';
import { scheduleFix } from '../settings-fix';

/** A least improvement larger than any that can be: every epoch counts as one without. */
export const improvementOutOfReach: TrainingCheck = {
  code: 'improvement-out-of-reach',
  severity: 'warning',
  what: {
    en: 'No epoch can improve by {received}: {most} is about the largest possible improvement.',
    'zh-Hant': '沒有任何一個週期能改善 {received}：最多大約只有 {most} 可以改善。',
  },
  advice: {
    en: 'Every epoch would count as one without improvement. Choose a much smaller minimum improvement, such as 0.001.',
    'zh-Hant': '每個週期都會被視為沒有改善。請大幅調低最小改善量，例如 0.001。',
  },
  find: (context) => [...atEarlyStopping(context), ...atPlateau(context)],
};

/** A network that guesses one class has a loss of ln(classes); several outputs add up to a loss of any size. */
function mostOf(context: CheckContext, monitor: 'loss' | 'accuracy'): number {
  const { data } = context;
  if (data === null || data.classCount === 0) return Number.POSITIVE_INFINITY;
  if (monitor === 'loss' && scoredOutputs(context).length > 1) return Number.POSITIVE_INFINITY;
  return monitor === 'accuracy' ? 1 : Math.log(data.classCount);
}

function atEarlyStopping(context: CheckContext): CheckResult[] {
  const { earlyStopping } = context.settings;
  if (earlyStopping === undefined) return [];
  const most = mostOf(context, earlyStopping.monitor);
  if (earlyStopping.minimumDelta < most) return [];
  const changed = { ...earlyStopping, minimumDelta: 0 };
  return [
    {
      setting: 'earlyStopping.minimumDelta',
      received: `${earlyStopping.minimumDelta}`,
      values: { most: threeDigits(most) },
      fixes: () => [setSettingFix('minimumDelta', 0, { earlyStopping: changed })],
    },
  ];
}

function atPlateau(context: CheckContext): CheckResult[] {
  const plateau = plateauOf(context.settings.schedule);
  const most = mostOf(context, 'loss');
  if (plateau === null || plateau.minimumDelta < most) return [];
  return [
    {
      setting: 'schedule.minimumDelta',
      received: `${plateau.minimumDelta}`,
      values: { most: threeDigits(most) },
      fixes: () => [scheduleFix(context, 'minimumDelta', 0.0001)],
    },
  ];
}
