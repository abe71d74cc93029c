import type { problemsEn } from './problems.en';
import type { Translation } from './translation';

export const problemsZhHant: Translation<typeof problemsEn> = {
  title: '問題',
  error: '錯誤',
  warning: '警告',
  expected: '預期',
  received: '收到',
  inside_one: '此區塊內有 {{count}} 個問題。按兩下區塊即可查看。',
  inside_other: '此區塊內有 {{count}} 個問題。按兩下區塊即可查看。',
  noneTitle: '沒有問題',
  noneText: '各處的形狀都相符，網路可以訓練。',
  repairs: '快速修正',
};
