import type { Migration } from './migration';

/**
 * Version 3 can freeze a node (`trainable`), give it its own factor of the learning rate (`learningRateFactor`), and begin with the weights of
 * a file (`weights`). Nothing a file of version 2 holds means anything else now. A program that knows none of them would train another network, so a file that uses them says
 * version 3; one that does not is still written as version 2 (decision 0228).
 */
export const fromVersion2: Migration = {
  from: 2,
  reason:
    'Nodes can be frozen and learn at a factor of the learning rate, and training can begin with the weights of a file.',
  migrate: (file) => file,
};
