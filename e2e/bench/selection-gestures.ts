import {
  boxSelect,
  choose,
  chooseSetting,
  command,
  type Gesture,
  hoverAcross,
  key,
  onCanvas,
  pointAtCard,
  press,
  rest,
  selectEverything,
  selectHalf,
  setting,
  undo,
} from './gestures';

/** The commands that are measured, in an order in which each leaves what the next one needs. */

/** Milliseconds after which the recovery copy of an edit has been sent. */
const BACKUP = 900;

let cardPoint = { x: 0, y: 0 };

export const GESTURES: readonly Gesture[] = [
  { name: 'select all', before: onCanvas, run: press('Control+a') },
  { name: 'select none', before: selectEverything, run: press('Escape') },
  key('delete', 'Delete', async () => {}),
  { name: 'undo (of delete)', before: onCanvas, run: press('Control+z') },
  { name: 'redo (of delete)', before: onCanvas, run: press('Control+Shift+z'), after: undo },
  key('cut', 'Control+x'),
  key('copy', 'Control+c', async () => {}),
  key('dissolve', 'Shift+Delete'),
  key('disconnect', 'x'),
  key('enable or disable', 'Control+b'),
  key('mute', 'm'),
  key('make a block', 'Control+g', async () => {}),
  { name: 'replace the block by its content', run: press('Control+Shift+g') },
  { name: 'undo (of the replacement)', before: onCanvas, run: press('Control+z'), after: undo },
  key('frame', 'n'),
  key('nudge', 'ArrowRight'),
  command('Align left edges'),
  command('Distribute vertically'),
  command('Lay out the selection'),
  key('automatic layout', 'Control+l'),
  key('zoom to the selection', 'Shift+F', async (on) => {
    await press('Control+1')(on);
    await rest(on);
  }),
  { name: 'zoom to fit', before: onCanvas, run: press('Control+1') },
  { name: 'zoom in', before: onCanvas, run: press('Control+=') },
  { name: 'zoom out', before: onCanvas, run: press('Control+-') },
  {
    name: 'drag all',
    before: async (on) => {
      await selectEverything(on);
      cardPoint = await pointAtCard(on.page);
      await rest(on);
    },
    run: async ({ page }) => {
      const at = cardPoint;
      await page.mouse.down();
      await page.mouse.move(at.x + 40, at.y + 30, { steps: 6 });
      await page.mouse.up();
    },
    after: undo,
  },
  {
    name: 'box select',
    before: async (on) => {
      await onCanvas(on);
      await press('Escape')(on);
      await rest(on);
    },
    run: (on) => boxSelect(on, 1),
  },
  { name: 'find: open', before: onCanvas, run: press('Control+f') },
  { name: 'find: a letter', run: press('c') },
  { name: 'find: close', run: press('Escape') },
  {
    name: 'outline: show',
    before: onCanvas,
    run: ({ page }) => page.getByRole('tab', { name: 'Outline' }).click(),
  },
  { name: 'outline: select all', before: onCanvas, run: press('Control+a') },
  { name: 'outline: delete all', before: selectEverything, run: press('Delete'), after: undo },
  {
    name: 'outline: hide',
    before: onCanvas,
    run: ({ page }) => page.getByRole('tab', { name: 'Layers' }).click(),
  },
  { name: 'problems: delete half', before: selectHalf, run: press('Delete') },
  { name: 'problems: show', run: ({ page }) => page.getByRole('tab', { name: /^Problems/ }).click() },
  {
    name: 'problems: undo',
    before: onCanvas,
    run: press('Control+z'),
    after: async (on) => {
      await on.page.getByRole('tab', { name: 'Inspector' }).click();
      await rest(on);
    },
  },
  key('duplicate', 'Control+d'),
  {
    name: 'paste',
    before: async (on) => {
      await selectEverything(on);
      await press('Control+c')(on);
      await rest(on);
    },
    run: press('Control+v'),
    after: undo,
  },
  {
    name: 'save',
    before: async (on) => {
      await selectEverything(on);
      await press('ArrowRight')(on);
      await on.page.waitForTimeout(BACKUP);
      await rest(on);
    },
    run: press('Control+s'),
  },
  {
    name: 'nudge and recovery copy',
    before: selectEverything,
    run: async (on) => {
      await press('ArrowRight')(on);
      await on.page.waitForTimeout(BACKUP);
    },
    after: undo,
  },
  { name: 'hover', before: onCanvas, run: hoverAcross },
  {
    name: 'expand all blocks',
    before: async (on) => {
      await selectEverything(on);
      await press('Control+g')(on);
      await rest(on);
      await choose('Expand all blocks here')(on);
    },
    run: press('Enter'),
    after: async (on) => {
      await undo(on);
      await undo(on);
    },
  },
  { ...setting('theme: dark', 'Dark'), after: ({ page }) => chooseSetting(page, 'Light') },
  { ...setting('language: Chinese', '繁體中文'), after: ({ page }) => chooseSetting(page, 'English') },
];

/** On a network of convolutions alone, which have their fields in common. */
export const FIELD_GESTURES: readonly Gesture[] = [
  { name: 'parameter of all: show', before: onCanvas, run: press('Control+a') },
  {
    name: 'parameter of all: a key',
    before: ({ page }) => page.getByRole('textbox', { name: 'Filters' }).focus(),
    run: press('ArrowUp'),
  },
  { name: 'parameter of all: a digit', run: press('7') },
  { name: 'parameter of all: undo', before: onCanvas, run: press('Control+z') },
];
