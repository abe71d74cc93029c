import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand, RecentFile } from '../../../contract/contract';
import type { Messages } from '../../messages/messages';

export interface MenuOptions {
  readonly messages: Messages;
  readonly recent: readonly RecentFile[];
  readonly platform: NodeJS.Platform;
  /** Shows the entries for developers of the app. */
  readonly isDevelopment: boolean;
  readonly send: (command: MenuCommand, filePath?: string) => void;
  readonly showLog: () => void;
  readonly showAbout: () => void;
}

type Items = MenuItemConstructorOptions[];

/**
 * The native menu. What concerns the network is a command to the window; what concerns the text under the cursor or the window
 * itself is Electron's own role.
 */
export function menuTemplate(options: MenuOptions): Items {
  const { messages } = options;
  return [
    ...(options.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { label: messages.file, submenu: fileMenu(options) },
    { label: messages.edit, submenu: editMenu(options) },
    { label: messages.view, submenu: viewMenu(options) },
    {
      label: messages.help,
      role: 'help',
      submenu: [
        { label: messages.report, click: () => options.send('report') },
        { label: messages.showLog, click: options.showLog },
        { label: messages.about, click: options.showAbout },
      ],
    },
  ];
}

function fileMenu({ messages, recent, platform, send }: MenuOptions): Items {
  const recentItems: Items = recent.map((file) => ({
    label: escapeMnemonic(file.name),
    toolTip: file.filePath,
    click: () => send('open-recent', file.filePath),
  }));
  return [
    { label: messages.new, accelerator: 'CmdOrCtrl+N', click: () => send('new') },
    { label: messages.openPreset, click: () => send('open-preset') },
    { type: 'separator' },
    { label: messages.open, accelerator: 'CmdOrCtrl+O', click: () => send('open') },
    {
      label: messages.openRecent,
      submenu: recentItems.length > 0 ? recentItems : [{ label: messages.noRecent, enabled: false }],
    },
    { type: 'separator' },
    { label: messages.importData, click: () => send('import-data') },
    { label: messages.importModel, click: () => send('import-model') },
    { label: messages.importWeights, click: () => send('import-weights') },
    { label: messages.showData, click: () => send('show-data') },
    { type: 'separator' },
    { label: messages.save, accelerator: 'CmdOrCtrl+S', click: () => send('save') },
    { label: messages.saveAs, accelerator: 'CmdOrCtrl+Shift+S', click: () => send('save-as') },
    { label: messages.history, click: () => send('history') },
    { label: messages.resetReceived, click: () => send('reset-received') },
    { type: 'separator' },
    {
      label: messages.export,
      submenu: [
        { label: messages.exportPng, click: () => send('export-png') },
        { label: messages.exportSvg, click: () => send('export-svg') },
        { label: messages.exportPdf, click: () => send('export-pdf') },
        { type: 'separator' },
        { label: messages.exportOnnx, click: () => send('export-onnx') },
        { label: messages.exportPytorch, click: () => send('export-pytorch') },
        { label: messages.exportKeras, click: () => send('export-keras') },
        { label: messages.exportSavedModel, click: () => send('export-saved-model') },
        { type: 'separator' },
        { label: messages.savePackage, click: () => send('save-package') },
        { label: messages.exportTfjs, click: () => send('export-tfjs') },
      ],
    },
    { label: messages.print, accelerator: 'CmdOrCtrl+P', click: () => send('print') },
    { type: 'separator' },
    { label: messages.close, role: 'close' },
    ...(platform === 'darwin' ? [] : [{ label: messages.quit, role: 'quit' } as const]),
  ];
}

function editMenu({ messages, platform, send }: MenuOptions): Items {
  // Undo and redo belong to the window, which knows whether a text field or the network is meant.
  const redo = platform === 'win32' ? 'CmdOrCtrl+Y' : 'CmdOrCtrl+Shift+Z';
  return [
    { label: messages.undo, accelerator: 'CmdOrCtrl+Z', click: () => send('undo') },
    { label: messages.redo, accelerator: redo, click: () => send('redo') },
    { type: 'separator' },
    { label: messages.cut, role: 'cut' },
    { label: messages.copy, role: 'copy' },
    { label: messages.paste, role: 'paste' },
    // No accelerator: in a text field the key must reach the text.
    { label: messages.delete, click: () => send('delete') },
    { type: 'separator' },
    { label: messages.lock, click: () => send('lock') },
    { label: messages.selectAll, accelerator: 'CmdOrCtrl+A', click: () => send('select-all') },
  ];
}

function viewMenu({ messages, isDevelopment, send }: MenuOptions): Items {
  const developerItems: Items = [
    { type: 'separator' },
    { label: messages.reload, role: 'reload' },
    { label: messages.developerTools, role: 'toggleDevTools' },
  ];
  return [
    { label: messages.zoomIn, accelerator: 'CmdOrCtrl+=', click: () => send('zoom-in') },
    { label: messages.zoomOut, accelerator: 'CmdOrCtrl+-', click: () => send('zoom-out') },
    { label: messages.fitView, accelerator: 'CmdOrCtrl+1', click: () => send('fit-view') },
    { type: 'separator' },
    { label: messages.saveView, accelerator: 'CmdOrCtrl+Shift+B', click: () => send('save-view') },
    { label: messages.nextView, accelerator: 'Alt+PageDown', click: () => send('next-view') },
    { type: 'separator' },
    { label: messages.present, accelerator: 'F5', click: () => send('present') },
    { label: messages.fullScreen, role: 'togglefullscreen' },
    ...(isDevelopment ? developerItems : []),
  ];
}

/** A single `&` in a menu label marks the access key; a file's name has none. */
function escapeMnemonic(name: string): string {
  return name.replace(/&/g, '&&');
}
