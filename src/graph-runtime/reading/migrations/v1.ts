import type { Migration } from './migration';

/**
 * Version 2 can mute a node (`muted`) and lay a scope out from left to right (`flow`). Nothing a file of version 1 holds means
 * anything else now. The number went up because a program that does not know `muted` would train another network.
 */
export const fromVersion1: Migration = {
  from: 1,
  reason: 'Nodes can be muted, and scopes can flow from left to right.',
  migrate: (file) => file,
};
