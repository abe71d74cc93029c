import { useEffect } from 'react';
import { useTour } from '../../store/view/tour';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import type { Command } from './command';
import { commands } from './commands';
import { isCombination } from './key-match';
import { closePopups, isModal, isPopupOpen } from './popups';
import { followTyping, hasTextHistory, isHistoryCommand, isTyping, runFromField } from './text-history';
import { leaveBlock } from './view-commands';

const isMac = /Mac/.test(navigator.platform);

/** True where the canvas' own keys work: on the canvas, and while nothing has the focus (`commandFor` says which do then). */
function isOnCanvas(target: EventTarget | null): boolean {
  if (target === document.body) return true;
  return (
    target instanceof HTMLElement &&
    target.closest('[data-region="canvas"]') !== null &&
    target.closest('button') === null
  );
}

/** Groups whose commands concern the window or the file: no text field has a use for their keys. */
const WINDOW_GROUPS: ReadonlySet<Command['group']> = new Set(['file', 'view', 'help']);

/** Whether a key works while its user types: it needs Control or Command, and does not move the text cursor. */
function worksInField(command: Command, keys: string, target: EventTarget | null): boolean {
  if (isHistoryCommand(command.id)) return !hasTextHistory(target);
  if (command.worksInFields === true && target instanceof HTMLInputElement) return true;
  return isForWindow(command, keys);
}

/** Control or Command with a key that no text, menu or list has a use for. */
function isForWindow(command: Command, keys: string): boolean {
  return WINDOW_GROUPS.has(command.group) && keys.startsWith('Mod+') && !keys.includes('Arrow');
}

function commandFor(event: KeyboardEvent): Command | undefined {
  // After the last control Tab comes to nothing before it comes to the first again: there it is no wish for a layer.
  if (event.key === 'Tab' && event.target === document.body) return undefined;
  const isCanvas = isOnCanvas(event.target);
  const isInField = isTyping(event.target);
  // With the focus nowhere, a letter is no wish for the canvas: its user may believe to be typing.
  const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isForCanvas = isCanvas && !(isLetter && event.target === document.body);
  return commands.find((command) => {
    const pressed = command.keys?.find((keys) => isCombination(event, keys, isMac));
    if (pressed === undefined) return false;
    // Of a command with a letter for the canvas, the other keys may be the window's: Ctrl+1 and F.
    if (command.keysIn === 'canvas' && !isForCanvas && !isForWindow(command, pressed)) return false;
    if (isInField && !worksInField(command, pressed, event.target)) return false;
    return command.isEnabled?.() !== false;
  });
}

function onEscape(): void {
  const view = useView.getState();
  if (view.selectedNodes.size > 0 || view.selectedEdges.size > 0) view.select([]);
  else leaveBlock();
}

/** The tour's card lies over the canvas: one key takes it out of the way. False when there is none. */
function hideTour(): boolean {
  const { stop, isHidden, setHidden } = useTour.getState();
  if (stop === null || isHidden) return false;
  setHidden(true);
  return true;
}

/** F6 goes round the window's regions, so that the keyboard gets out of the canvas, where Tab adds layers. */
function goToNextRegion(isBackwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const step = isBackwards ? -1 : 1;
  // From nowhere: the first, or the last one.
  const start = at === -1 && isBackwards ? 0 : at;
  for (let count = 1; count <= regions.length; count += 1) {
    const next = regions[(start + step * count + regions.length * count) % regions.length];
    // A region with nothing in it to go to is passed over.
    if (next !== undefined && focusRegion(next)) return;
  }
}

/** Of tabs only the one that is open: a tab opens when it gets the focus. */
const CONTROLS =
  'button:not([role="tab"]), input, [tabindex="0"]:not([role="tab"]), [role="tab"][aria-selected="true"]';

function focusRegion(region: HTMLElement): boolean {
  if (region.dataset.region === 'canvas') viewport()?.focus();
  else {
    const controls = region.querySelectorAll<HTMLElement>(CONTROLS);
    for (const control of controls) {
      control.focus();
      if (document.activeElement === control) break;
    }
  }
  return region.contains(document.activeElement);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === 'F6') {
    event.preventDefault();
    goToNextRegion(event.shiftKey);
    return;
  }
  if (isModal(event.target)) return;
  if (event.key === 'Escape' && !isTyping(event.target) && hideTour()) return;
  if (event.key === 'Escape' && isOnCanvas(event.target)) {
    onEscape();
    return;
  }
  const command = commandFor(event);
  if (command === undefined) return;
  event.preventDefault();
  if (isHistoryCommand(command.id) || command.worksInFields === true) runFromField(event.target, command.run);
  else command.run();
}

/**
 * A menu or list is open: it keeps its keys, but those of the window's commands close it first. Heard before the popup hears them, which takes
 * letters for a search.
 */
function onKeyDownWithPopup(event: KeyboardEvent): void {
  if (event.isComposing || !isPopupOpen()) return;
  const command = commands.find(
    (candidate) =>
      candidate.keys?.some((keys) => isForWindow(candidate, keys) && isCombination(event, keys, isMac)) ===
        true && candidate.isEnabled?.() !== false,
  );
  if (command === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  void closePopups().then(() => command.run());
}

/** Keys of all commands. */
export function useKeyboard(): void {
  useEffect(() => {
    const endFollowing = followTyping();
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keydown', onKeyDownWithPopup, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', onKeyDownWithPopup, true);
      endFollowing();
    };
  }, []);
}
