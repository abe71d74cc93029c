import type { Channel, EventName } from './contract';

/**
 * The channels' names as plain values for the preload script, which carries no schemas into the window. The types make the
 * two lists equal the contract: a channel missing here, or only here, does not compile.
 */
const channels: Readonly<Record<Channel, true>> = {
  'app:info': true,
  'preset:list': true,
  'dataset:list': true,
  'run:start': true,
  'run:stop': true,
  'run:current': true,
  'project:open': true,
  'project:recent': true,
  'project:open-recent': true,
  'project:startup': true,
  'project:ask-unsaved': true,
  'project:save': true,
  'picture:save': true,
  'window:state': true,
  'settings:get': true,
  'settings:set': true,
  'recovery:save': true,
  'recovery:load': true,
  'log:error': true,
};

const events: Readonly<Record<EventName, true>> = {
  'run:event': true,
  'menu:command': true,
  'project:given': true,
};

export function isChannel(name: string): name is Channel {
  return Object.hasOwn(channels, name);
}

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}
