import { create } from 'zustand';
import type { LibraryBlock } from '../../../contract/contract';
import { fileName } from '../../../contract/file-name';
import { shippedText } from '../../../graph-runtime/messages/shipped-text';
import { currentLanguage, i18n } from '../../messages/i18n';
import { useToasts } from '../../ui/Toaster';
import { request } from '../bridge/bridge';
import { showFailure } from '../bridge/show-reply';
import {
  addLibraryBlock,
  isShippedType,
  libraryName,
  replaceWithLibraryBlock,
  toLibraryBlock,
} from '../edits/library-block';
import { addNode, type Destination, type NewNode } from '../edits/nodes';
import { type Replaced, replaceNodes } from '../edits/replace-nodes';
import type { EditContext, UserEdit } from '../edits/user-edit';
import { pickedTexts } from './describe-node';
import { currentEditContext } from './edit-context';

interface LibraryState {
  /** The user's own blocks, by name. */
  readonly blocks: readonly LibraryBlock[];
  /** Those that come with the app. */
  readonly shipped: readonly LibraryBlock[];
}

/** A mirror of the library that main keeps, and the blocks of the networks that come with the app. */
export const useBlockLibrary = create<LibraryState>()(() => ({ blocks: [], shipped: [] }));

/** The block that a list's entry stands for; undefined for any other type. */
function entryOf(type: string): LibraryBlock | undefined {
  const name = libraryName(type);
  const { blocks, shipped } = useBlockLibrary.getState();
  return (isShippedType(type) ? shipped : blocks).find((candidate) => candidate.name === name);
}

/** Reads the library again: at the start, after a change, and when another window may have changed it. */
export async function loadLibrary(): Promise<void> {
  const reply = await request('blocks:list', undefined);
  if (reply.ok) useBlockLibrary.setState({ blocks: reply.value });
}

type LibraryReply = Awaited<ReturnType<typeof request<'blocks:save' | 'blocks:export' | 'blocks:import'>>>;

function showResult(reply: LibraryReply, done: (() => string) | null): boolean {
  if (!reply.ok) showFailure(reply.error);
  else if (done !== null) useToasts.getState().show({ tone: 'success', text: done });
  return reply.ok;
}

/** What a block of the library is called in the language on screen. */
function titleNow(name: string): string {
  return shippedText(name, currentLanguage());
}

/** Keeps the block of a type of the open document, under its name there. */
export async function saveToLibrary(type: string, name: string): Promise<void> {
  const entry = toLibraryBlock(currentEditContext().document, type, name);
  if (entry === null) return;
  showResult(await request('blocks:save', entry), () =>
    i18n.t('palette:librarySaved', { name: titleNow(name) }),
  );
  await loadLibrary();
}

export async function removeFromLibrary(entry: LibraryBlock): Promise<void> {
  const reply = await request('blocks:remove', { name: entry.name });
  if (!reply.ok) showFailure(reply.error);
  else
    useToasts.getState().show({
      tone: 'info',
      text: () => i18n.t('palette:libraryRemoved', { name: titleNow(entry.name) }),
      action: {
        label: () => i18n.t('palette:libraryUndoRemoval'),
        onSelect: () => void request('blocks:save', entry).then(loadLibrary),
      },
    });
  await loadLibrary();
}

export async function exportFromLibrary(name: string): Promise<void> {
  const reply = await request('blocks:export', { name });
  const path = reply.ok ? reply.value?.filePath : undefined;
  showResult(reply, path === undefined ? null : () => i18n.t('app:saved', { name: fileName(path) }));
}

export async function importToLibrary(): Promise<void> {
  const reply = await request('blocks:import', undefined);
  const name = reply.ok ? reply.value?.name : undefined;
  showResult(
    reply,
    name === undefined ? null : () => i18n.t('palette:libraryImported', { name: titleNow(name) }),
  );
  await loadLibrary();
}

/** What was picked from a list: the name it has in the history follows from its type. */
export type Picked = Omit<NewNode, 'label'>;

function named({ document }: EditContext, { type, parameters }: Picked): NewNode {
  return { type, label: pickedTexts(document, type), ...(parameters !== undefined && { parameters }) };
}

/** Replaces nodes with what was picked from a list: a layer, a block of the document, or one of the library. */
export function replaceWithPicked(
  context: EditContext,
  ids: Iterable<string>,
  made: Picked,
): Replaced | null {
  const entry = entryOf(made.type);
  return entry === undefined
    ? replaceNodes(context, ids, named(context, made))
    : replaceWithLibraryBlock(context, entry, ids);
}

/** Adds what was picked from a list: a layer, a block of the document, or one of the library. */
export function addPicked(context: EditContext, made: Picked, destination: Destination): UserEdit {
  const entry = entryOf(made.type);
  return entry === undefined
    ? addNode(context, named(context, made), destination)
    : addLibraryBlock(context, entry, destination);
}
