import type { Failure } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import type { Objection, UserSetting } from '../engine/environment.mjs';

const codes = {
  slow: 'setting-slow',
  numbers: 'setting-changes-numbers',
  invalid: 'setting-invalid',
} as const satisfies Record<Objection, string>;

/** What a user should know of settings of theirs that the engine does not obey: one warning for each reason. */
export function settingWarnings(settings: readonly UserSetting[]): readonly Failure[] {
  return (Object.keys(codes) as Objection[]).flatMap((objection) => {
    const concerned = settings.filter((setting) => setting.objection === objection);
    if (concerned.length === 0) return [];
    return [failure(codes[objection], { settings: concerned.map(describeSetting).join(', ') })];
  });
}

/** As a shell has it: `NAME=value`. Values come from outside: cut, and without control characters. */
export function describeSetting({ name, value }: UserSetting): string {
  const printable = value.replace(/\p{C}/gu, '�');
  return `${name}=${printable.length > 60 ? `${printable.slice(0, 60)}…` : printable}`;
}
