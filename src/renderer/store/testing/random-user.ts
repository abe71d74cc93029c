import type { EditContext, UserEdit } from '../edits/user-edit';
import { copyAndPaste, cut, expand, insert, library, restructure } from './random-blocks';
import { type Act, type Action, pick, type Surroundings } from './random-choice';
import {
  add,
  change,
  fix,
  nameOrSwitch,
  promote,
  remove,
  repeat,
  replace,
  settings,
  wire,
} from './random-network';
import { layOutAgain, move, tidy, writeNote } from './random-places';

/** Everything a user does, the common things more often. */
const ACTS: readonly Act[] = [
  ...[add, add, add, add, wire, wire, wire, change, change, change],
  ...[promote, repeat, copyAndPaste, copyAndPaste, cut, restructure, restructure, expand, library, insert],
  ...[replace, replace, tidy, tidy, move, move, layOutAgain, remove, remove, fix, nameOrSwitch, nameOrSwitch],
  ...[writeNote, writeNote, settings],
];

/** What the user does next; null when there is nothing to do it with. */
export async function act(
  context: EditContext,
  action: Action,
  around: Surroundings,
): Promise<UserEdit | null> {
  return (await pick(ACTS, action.kind)?.(context, action, around)) ?? null;
}
