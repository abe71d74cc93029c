import type { EventName, PageChannel } from './contract';

/**
 * The channels' names as plain values for the preload script, which carries no schemas into the window. The types make the
 * two lists equal the contract: a channel missing here, or only here, does not compile.
 */
const channels: Readonly<Record<PageChannel, true>> = {
  'app:info': true,
  'preset:list': true,
  'dataset:list': true,
  'dataset:images': true,
  'data:remove': true,
  'data:restore': true,
  'data:choose': true,
  'data:survey': true,
  'data:import': true,
  'data:add-prepared': true,
  'data:cancel': true,
  'data:jobs': true,
  'run:pause': true,
  'run:continue': true,
  'run:resume': true,
  'run:inspect': true,
  'runs:list': true,
  'runs:get': true,
  'runs:update': true,
  'runs:delete': true,
  'runs:undelete': true,
  'runs:export-weights': true,
  'sweep:start': true,
  'sweep:cancel': true,
  'sweep:resume': true,
  'sweep:list': true,
  'lr-finder:start': true,
  'lr-finder:stop': true,
  'layers:time': true,
  'network:inspect': true,
  'layers:stop': true,
  'speed:get': true,
  'speed:measure': true,
  'speed:stop': true,
  'augmentation:preview': true,
  'run:start': true,
  'run:stop': true,
  'run:current': true,
  'run:elsewhere': true,
  'project:open': true,
  'project:recent': true,
  'project:open-recent': true,
  'project:startup': true,
  'project:reload': true,
  'project:keep-mine': true,
  'project:ask-unsaved': true,
  'project:save': true,
  'blocks:list': true,
  'blocks:save': true,
  'blocks:remove': true,
  'blocks:export': true,
  'blocks:import': true,
  'picture:save': true,
  'picture:print': true,
  'history:list': true,
  'history:read': true,
  'report:read': true,
  'report:save': true,
  'window:state': true,
  'window:open': true,
  'window:show-training': true,
  'settings:get': true,
  'settings:set': true,
  'recovery:save': true,
  'recovery:load': true,
  'log:error': true,
};

const events: Readonly<Record<EventName, true>> = {
  'data:progress': true,
  'data:given': true,
  'run:event': true,
  'data:changed': true,
  'runs:changed': true,
  'sweep:changed': true,
  'lr-finder:point': true,
  'speed:changed': true,
  'run:elsewhere': true,
  'menu:command': true,
  'project:changed-on-disk': true,
  'project:given': true,
  'settings:changed': true,
};

export function isPageChannel(name: string): name is PageChannel {
  return Object.hasOwn(channels, name);
}

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}
