import { type FindingRule, shown } from '../finding';
import type { ObservedEpoch } from '../observations';

/** The monitored loss, as a mean over the last epochs, is this many times its lowest value, */
const RISE = 1.15;
/** while the training loss has fallen below this share of what it was then, */
const FALL = 0.8;
/** and is less than this share of the monitored loss. */
const GAP = 0.67;
/**
 * Single epochs jump: LeNet's test loss by up to a fifth. With batch normalization and a high rate even a few in a row lie high and come
 * back: LeNet's went 0.50, 0.62, 0.91, 1.03, 0.58, 0.44.
 */
const EPOCHS = 5;
/** So the rise must be this many times what the loss usually changes by from one epoch to the next. */
const TIMES_USUAL = 2;

/** 300 examples for sixty epochs: a test loss of 1.09 that has been 0.8, with a training loss of 0.04. */
export const overfitting: FindingRule = {
  code: 'overfitting',
  severity: 'problem',
  title: { en: 'Overfitting', 'zh-Hant': '過度擬合' },
  evidence: {
    en: 'Since epoch {epoch} the loss on held-out data has risen from {best} to {now}, while the training loss has fallen from {trainThen} to {trainNow}.',
    'zh-Hant':
      '自第 {epoch} 個週期起，未參與訓練的資料的損失從 {best} 升至 {now}，而訓練樣本的損失從 {trainThen} 降至 {trainNow}。',
  },
  advice: {
    en: 'The network memorizes the training examples. Try early stopping, data augmentation, dropout, weight decay, a smaller network, or more data.',
    'zh-Hant':
      '網路只是記住了訓練樣本。可以試試提早停止、資料增強、丟棄法、權重衰減、較小的網路，或更多資料。',
  },
  cure: (settings) =>
    settings.earlyStopping === undefined
      ? {
          path: 'earlyStopping.patience',
          value: EPOCHS,
          text: { en: 'early stopping', 'zh-Hant': '提早停止' },
        }
      : null,
  find: ({ epochs }) => {
    const last = epochs[epochs.length - 1];
    if (last === undefined || epochs.length < EPOCHS + 2) return null;
    const earlier = epochs.slice(0, -EPOCHS);
    const best = earlier.reduce((a, b) => (monitoredLoss(b) < monitoredLoss(a) ? b : a), earlier[0] ?? last);
    const recent = epochs.slice(-EPOCHS);
    const now = recent.reduce((sum, epoch) => sum + monitoredLoss(epoch), 0) / recent.length;
    const rise = now - monitoredLoss(best);
    const isWorse =
      now > RISE * monitoredLoss(best) &&
      rise > TIMES_USUAL * usualChange(epochs) &&
      recent.every((epoch) => monitoredLoss(epoch) > monitoredLoss(best));
    if (!isWorse || last.trainLoss > FALL * best.trainLoss || last.trainLoss > GAP * now) return null;
    return {
      paths: [],
      values: {
        epoch: best.epoch,
        best: shown(monitoredLoss(best)),
        now: shown(now),
        trainThen: shown(best.trainLoss),
        trainNow: shown(last.trainLoss),
      },
    };
  },
};

/** Median of the changes from one epoch to the next, up or down. */
function usualChange(epochs: readonly ObservedEpoch[]): number {
  const losses = epochs.map(monitoredLoss);
  const changes = losses.slice(1).map((loss, at) => Math.abs(loss - (losses[at] ?? loss)));
  return changes.sort((a, b) => a - b)[Math.floor(changes.length / 2)] ?? 0;
}

/** Of the examples held out if there are any, else of the test set. */
function monitoredLoss({ validationLoss, testLoss }: ObservedEpoch): number {
  return validationLoss ?? testLoss;
}
