import type { Migration } from './migration';

/**
 * Version 3 can freeze a node (`trainable`) and give it its own factor of the learning rate (`learningRateFactor`). Nothing a file of
 * version 2 holds means anything else now. A program that knows neither would train another network, so a file that uses them says
 * version 3; one that does not is still written as version 2 (decision 0228).
 */
export const fromVersion2: Migration = {
  from: 2,
  reason: 'Nodes can be frozen, and learn at a factor of the learning rate.',
  migrate: (file) => file,
};
