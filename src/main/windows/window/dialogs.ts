import { app, type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import { type ExportFormatId, exportFormats } from '../../../graph-runtime/exchange/export/registry';
import { fill } from '../../../graph-runtime/text/fill';
import type { Messages } from '../../messages/messages';
import { NETWORK_FILE_ENDINGS } from '../../projects/network-file';
import { suggestedName } from '../../projects/project';
import type { CloseReason, TrainingAnswer, UnsavedAnswer } from './close-question';

/*
 * The system's dialogs. Each names its window, so that it belongs to it, and reads `dialog` when it is shown, so that tests can
 * answer in the user's place.
 */

export async function askAboutUnsaved(
  window: BrowserWindow,
  messages: Messages,
  name: string,
): Promise<UnsavedAnswer> {
  const answers: readonly UnsavedAnswer[] = ['save', 'discard', 'cancel'];
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: fill(messages.unsavedMessage, { name }),
    detail: messages.unsavedDetail,
    buttons: [messages.saveAnswer, messages.discardAnswer, messages.cancel],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return answers[response] ?? 'cancel';
}

/** What happens to the run when its window is closed, or the app ends. */
export async function askAboutTraining(
  window: BrowserWindow,
  messages: Messages,
  reason: CloseReason,
): Promise<TrainingAnswer> {
  const answers: readonly (readonly [TrainingAnswer, string])[] =
    reason === 'close'
      ? [
          ['background', messages.keepTraining],
          ['end', messages.pauseAndClose],
          ['cancel', messages.cancel],
        ]
      : [
          ['end', messages.pauseAndQuit],
          ['cancel', messages.cancel],
        ];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: messages.trainingMessage,
    detail: reason === 'close' ? messages.trainingDetail : messages.trainingQuitDetail,
    buttons: answers.map(([, label]) => label),
    defaultId: 0,
    cancelId: answers.length - 1,
    noLink: true,
  });
  return answers[response]?.[0] ?? 'cancel';
}

export async function askAfterCrashes(
  window: BrowserWindow,
  messages: Messages,
): Promise<'reopen' | 'reopen-empty' | 'close'> {
  const answers = ['reopen', 'reopen-empty', 'close'] as const;
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: messages.crashedMessage,
    detail: messages.crashedDetail,
    buttons: [messages.reopen, messages.reopenEmpty, messages.close],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return answers[response] ?? 'close';
}

/** Whether a window that does not answer should be loaded again. */
export async function askWhileUnresponsive(window: BrowserWindow, messages: Messages): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: messages.unresponsiveMessage,
    detail: messages.unresponsiveDetail,
    buttons: [messages.wait, messages.reloadWindow],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

export async function showAbout(window: BrowserWindow, messages: Messages): Promise<void> {
  const { electron, chrome, node } = process.versions;
  await dialog.showMessageBox(window, {
    type: 'info',
    title: messages.about,
    message: 'Netloom',
    detail: fill(messages.aboutDetail, {
      version: app.getVersion(),
      electron: electron ?? '',
      chrome: chrome ?? '',
      node,
    }),
    buttons: ['OK'],
    noLink: true,
  });
}

/** The path chosen, or null when the dialog was canceled. */
async function chooseToOpen(window: BrowserWindow, options: OpenDialogOptions): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return canceled ? null : (filePaths[0] ?? null);
}

/** The path chosen, or null when the dialog was canceled. */
async function chooseToSave(window: BrowserWindow, options: SaveDialogOptions): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    ...options,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === undefined || filePath === '' ? null : filePath;
}

export async function chooseFileToOpen(window: BrowserWindow, messages: Messages): Promise<string | null> {
  return chooseToOpen(window, {
    title: messages.openTitle,
    properties: ['openFile'],
    filters: fileFilters(messages),
  });
}

/** A file of weights from elsewhere: what it is decides its content, so that any file may be chosen. */
export function chooseWeightsToOpen(window: BrowserWindow, messages: Messages): Promise<string | null> {
  const extensions = ['pth', 'pt', 'bin', 'safetensors'];
  return chooseKind(window, messages, messages.importWeightsTitle, {
    name: messages.weightFiles,
    extensions,
  });
}

export function chooseModelToOpen(window: BrowserWindow, messages: Messages): Promise<string | null> {
  const kind = { name: messages.modelFiles, extensions: ['onnx', 'keras', 'h5', 'hdf5', 'json'] };
  return chooseKind(window, messages, messages.importModelTitle, kind);
}

function chooseKind(
  window: BrowserWindow,
  messages: Messages,
  title: string,
  kind: Electron.FileFilter,
): Promise<string | null> {
  const filters = [kind, { name: messages.allFiles, extensions: ['*'] }];
  return chooseToOpen(window, { title, properties: ['openFile'], filters });
}

export async function chooseFileToSave(
  window: BrowserWindow,
  messages: Messages,
  suggestion: string,
): Promise<string | null> {
  return chooseToSave(window, {
    title: messages.saveTitle,
    defaultPath: suggestion,
    filters: fileFilters(messages),
  });
}

export async function choosePictureToSave(
  window: BrowserWindow,
  messages: Messages,
  suggestion: string,
  format: 'svg' | 'png' | 'csv' | 'pdf' | 'html',
): Promise<string | null> {
  return chooseToSave(window, {
    ...(format === 'csv' || format === 'html' ? {} : { title: messages.pictureTitle }),
    defaultPath: suggestion,
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  });
}

export async function chooseWeightsToSave(
  window: BrowserWindow,
  messages: Messages,
  suggestion: string,
): Promise<string | null> {
  return chooseToSave(window, {
    title: messages.weightsTitle,
    defaultPath: suggestion,
    filters: [{ name: 'safetensors', extensions: ['safetensors'] }],
  });
}

/** The folder around those of the runs, for `tensorboard --logdir`. */
export async function chooseLogFolder(window: BrowserWindow, messages: Messages): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: messages.logFolderTitle,
    buttonLabel: messages.logFolderButton,
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

export async function chooseExportToSave(
  window: BrowserWindow,
  messages: Messages,
  suggestion: string,
  format: ExportFormatId,
): Promise<string | null> {
  const { label, extension } = exportFormats[format];
  return chooseToSave(window, {
    title: messages.exportTitle,
    defaultPath: suggestion,
    filters: [{ name: label.en, extensions: [extension] }],
  });
}

export async function choosePackageToSave(
  window: BrowserWindow,
  messages: Messages,
  name: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: messages.packageTitle,
    // Beside the network's own file, under another name.
    defaultPath: suggestedName(fill(messages.packageName, { name })),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
    filters: [{ name: messages.packageFiles, extensions: ['netloom'] }],
  });
  return canceled || filePath === undefined || filePath === '' ? null : filePath;
}

export async function chooseBlockToSave(
  window: BrowserWindow,
  messages: Messages,
  suggestion: string,
): Promise<string | null> {
  return chooseToSave(window, {
    title: messages.blockSaveTitle,
    defaultPath: suggestion,
    filters: [{ name: messages.blockFiles, extensions: ['netloom-block'] }],
  });
}

export async function chooseBlockToOpen(window: BrowserWindow, messages: Messages): Promise<string | null> {
  return chooseToOpen(window, {
    title: messages.blockOpenTitle,
    properties: ['openFile'],
    filters: [
      { name: messages.blockFiles, extensions: ['netloom-block'] },
      { name: messages.allFiles, extensions: ['*'] },
    ],
  });
}

/** A folder, or a file: an archive, a list, an array file. What is in it decides, so that no ending is asked for. */
export async function chooseDataToImport(
  window: BrowserWindow,
  messages: Messages,
  kind: 'folder' | 'file',
): Promise<string | null> {
  return chooseToOpen(window, {
    title: messages.dataTitle,
    properties: [kind === 'folder' ? 'openDirectory' : 'openFile'],
  });
}

/** Whether the app may end although data are being imported. */
export async function askAboutImport(window: BrowserWindow, messages: Messages): Promise<'end' | 'cancel'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: messages.importMessage,
    detail: messages.importDetail,
    buttons: [messages.cancelImport, messages.cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0 ? 'end' : 'cancel';
}

export async function chooseReportToSave(
  window: BrowserWindow,
  messages: Messages,
  suggestion: string,
): Promise<string | null> {
  return chooseToSave(window, {
    title: messages.reportTitle,
    defaultPath: suggestion,
    filters: [{ name: 'TXT', extensions: ['txt'] }],
  });
}

function fileFilters(messages: Messages): { name: string; extensions: string[] }[] {
  return [
    { name: messages.networkFiles, extensions: NETWORK_FILE_ENDINGS.map((ending) => ending.slice(1)) },
    { name: messages.allFiles, extensions: ['*'] },
  ];
}
