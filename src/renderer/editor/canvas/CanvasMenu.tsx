import { Wrench } from 'lucide-react';
import { type MouseEvent, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { analysisOf } from '../../store/document/analysis';
import { wiresOf } from '../../store/document/network';
import { currentEditContext, openLocation } from '../../store/view/edit-context';
import { fixText } from '../../store/view/problem-text';
import { repair } from '../../store/view/problems';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { wireProblems } from '../../store/view/wire-problems';
import { MenuAt, type MenuEntry } from '../../ui/Menu';
import type { Command } from '../commands/command';
import { commandOf, runCommand, shownKeys } from '../commands/commands';
import { frameAt, nodeAt, wireAt } from './wire-at';

/** What a click with the right button offers; a null is a line between groups. */
const ON_NODES: readonly (Command['id'] | null)[] = [
  'enterBlock',
  'rename',
  'bypass',
  'mute',
  'lock',
  null,
  'freeze',
  'freezeUpTo',
  'unfreezeFrom',
  null,
  'addLayer',
  'replace',
  'connectFrom',
  'connectInto',
  'disconnect',
  null,
  'makeBlock',
  'expandBlock',
  'makeUnique',
  'saveBlock',
  null,
  'layoutSelection',
  null,
  'selectSameKind',
  'cut',
  'copy',
  'duplicate',
  'delete',
  'dissolve',
];
const ON_CANVAS: readonly (Command['id'] | null)[] = [
  'addLayer',
  'addNote',
  'paste',
  null,
  'newHead',
  null,
  'selectAll',
  'autoLayout',
  'layoutDown',
  'layoutRight',
  'expandAll',
  'lockAll',
  'unlockAll',
  'leaveBlock',
  null,
  'saveView',
  'fitView',
  'findNode',
  'exportSvg',
  'exportPng',
  'exportPdf',
  'print',
  'present',
];

interface OpenMenu {
  readonly at: { readonly x: number; readonly y: number };
  readonly target: 'nodes' | 'wire' | 'canvas';
}

/** The context menu of the canvas, and the handler that opens it. */
export function useCanvasMenu() {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const onContextMenu = useCallback((event: MouseEvent) => {
    event.preventDefault();
    const at = { x: event.clientX, y: event.clientY };
    setMenu({ at, target: selectBelow(at) });
  }, []);
  const close = useCallback(() => {
    setMenu(null);
    viewport()?.focus();
  }, []);
  const contextMenu = useMemo(() => ({ onContextMenu }), [onContextMenu]);
  return { contextMenu, menu: <CanvasMenu menu={menu} onClose={close} /> };
}

/** Selects what is below the pointer, unless it is selected already. */
function selectBelow(at: OpenMenu['at']): OpenMenu['target'] {
  const view = useView.getState();
  const node = nodeAt(at);
  if (node !== null) {
    if (!view.selectedNodes.has(node)) view.select([node]);
    return 'nodes';
  }
  const wire = wireAt(at);
  const frame = wire === null ? frameAt(at) : null;
  if (frame !== null) {
    if (!view.selectedNodes.has(frame)) view.select([frame]);
    return 'nodes';
  }
  if (wire === null) return 'canvas';
  view.select([], [wire.key]);
  return 'wire';
}

function CanvasMenu({ menu, onClose }: { readonly menu: OpenMenu | null; readonly onClose: () => void }) {
  const { t } = useTranslation('canvas');
  const { t: command } = useTranslation('commands');
  const language = useLanguage();
  const toEntry = (id: Command['id'] | null, index: number): MenuEntry[] => {
    if (id === null) return [{ kind: 'separator', id: `line${index}` }];
    const found = commandOf(id);
    if (found === undefined || found.isEnabled?.() === false) return [];
    const shortcut = shownKeys(found);
    return [
      {
        kind: 'item',
        id,
        label: command(`labels.${id}`),
        ...(shortcut === undefined ? {} : { shortcut }),
        onSelect: () => {
          runCommand(id);
        },
      },
    ];
  };
  const entries =
    menu === null
      ? []
      : menu.target === 'wire'
        ? wireEntries()
        : (menu.target === 'nodes' ? ON_NODES : ON_CANVAS).flatMap(toEntry);
  function wireEntries(): MenuEntry[] {
    const [key] = useView.getState().selectedEdges;
    if (key === undefined) return [];
    const context = currentEditContext();
    const wire = wiresOf(context.document, context.scope).find((candidate) => candidate.key === key);
    const problems =
      wire === undefined ? [] : wireProblems(analysisOf(context.document), openLocation(), wire);
    const fixes = problems.flatMap((problem) => problem.fixes);
    return [
      ...fixes.map(
        (fix): MenuEntry => ({
          kind: 'item',
          id: `${fix.code}-${JSON.stringify(fix.values)}`,
          label: fixText(fix, language),
          icon: <Wrench />,
          onSelect: () => repair(fix),
        }),
      ),
      {
        kind: 'item',
        id: 'insert',
        label: t('insertOnWire'),
        onSelect: () =>
          useView
            .getState()
            .openPicker({ kind: 'add', at: menu?.at ?? { x: 0, y: 0 }, destination: { kind: 'wire', key } }),
      },
      ...toEntry('delete', 0),
    ];
  }
  return <MenuAt at={menu?.at ?? null} label={t('nodeMenu')} entries={tidied(entries)} onClose={onClose} />;
}

/** No line at the start, at the end, or after another one: commands that cannot be run now are left out. */
function tidied(entries: readonly MenuEntry[]): MenuEntry[] {
  return entries.filter((entry, index) => {
    if (entry.kind !== 'separator') return true;
    const rest = entries.slice(index + 1);
    return (
      index > 0 &&
      rest.length > 0 &&
      rest[0]?.kind !== 'separator' &&
      entries.slice(0, index).some((before) => before.kind !== 'separator')
    );
  });
}
