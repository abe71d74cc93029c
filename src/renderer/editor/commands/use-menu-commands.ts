import { useEffect } from 'react';
import type { Events, MenuCommand } from '../../../contract/contract';
import { listen } from '../../store/bridge/bridge';
import { openRecent } from '../../store/files/files';
import type { Command } from './command';
import { runCommand } from './commands';
import { hasTextHistory, isHistoryCommand, isTyping, runFromField } from './text-history';

/** The native menu's commands and ours. */
const MENU: Readonly<Record<Exclude<MenuCommand, 'open-recent'>, Command['id']>> = {
  new: 'new',
  'open-preset': 'gallery',
  'import-data': 'importData',
  'import-model': 'importModel',
  'import-weights': 'importWeights',
  'show-data': 'showData',
  open: 'open',
  save: 'save',
  'save-as': 'saveAs',
  history: 'versionHistory',
  report: 'report',
  undo: 'undo',
  redo: 'redo',
  delete: 'delete',
  'select-all': 'selectAll',
  'zoom-in': 'zoomIn',
  'zoom-out': 'zoomOut',
  'fit-view': 'fitView',
  'export-png': 'exportPng',
  'export-svg': 'exportSvg',
  'export-pdf': 'exportPdf',
  'export-onnx': 'exportOnnx',
  'export-pytorch': 'exportPytorch',
  'export-keras': 'exportKeras',
  'export-saved-model': 'exportSavedModel',
  'save-package': 'savePackage',
  'reset-received': 'resetReceived',
  'export-tfjs': 'exportTfjs',
  print: 'print',
  present: 'present',
  'save-view': 'saveView',
  'next-view': 'nextView',
  lock: 'lock',
};

/** In a text field these concern the text. */
const TEXT_COMMANDS: Readonly<Partial<Record<MenuCommand, string>>> = {
  undo: 'undo',
  redo: 'redo',
  delete: 'delete',
  'select-all': 'selectAll',
};

function onMenuCommand({ command, filePath }: Events['menu:command']): void {
  if (command === 'open-recent') {
    if (filePath !== undefined) void openRecent(filePath);
    return;
  }
  const { activeElement } = document;
  const isForText = isHistoryCommand(command) ? hasTextHistory(activeElement) : isTyping(activeElement);
  const textCommand = isForText ? TEXT_COMMANDS[command] : undefined;
  if (textCommand !== undefined) document.execCommand(textCommand);
  else if (isHistoryCommand(command)) runFromField(activeElement, () => runCommand(MENU[command]));
  else runCommand(MENU[command]);
}

/** Carries out what is chosen in the native menu. */
export function useMenuCommands(): void {
  useEffect(() => listen('menu:command', onMenuCommand), []);
}
