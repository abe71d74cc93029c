import type { z } from 'zod';
import type { PersistOptions, PersistStorage, StorageValue } from 'zustand/middleware';

/**
 * What a window remembers of its view from one start of the app to the next: widths, open tabs, what is folded, how charts are looked
 * at. (What the user sets on purpose are the app's settings, which main keeps; what belongs to a network is in its document.)
 *
 * A store says which of its fields are remembered, and what a valid value of each is:
 *
 * ```ts
 * create<State>()(persist((set) => ({ ... }), remembered({ name: 'curves', fields: { smoothing: z.number().min(0).max(0.99) } })))
 * ```
 *
 * Each field is read by itself, and one that is missing or not valid is as at the first start. So a new field, or one with other values than
 * before, needs nothing else. A field that got another name or meaning needs a higher `version` and a `migrate`.
 */
export interface Remembered<State> {
  /** Key in the window's local storage. */
  readonly name: string;
  /** Of what is stored; 1 without. What was stored before there were versions is version 0. */
  readonly version?: number;
  readonly fields: { readonly [Name in keyof State]?: z.ZodType<State[Name]> };
  /** Turns the fields of an older version into those of this one. */
  readonly migrate?: (stored: Readonly<Record<string, unknown>>, version: number) => Record<string, unknown>;
}

type Stored = Record<string, unknown>;
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The options of zustand's `persist` for what a store remembers. Outside of a window (in tests without one), it forgets. */
export function remembered<State extends object>(
  { name, version = 1, fields, migrate = (stored) => ({ ...stored }) }: Remembered<State>,
  storage: TextStorage | null = typeof window === 'undefined' ? null : window.localStorage,
): PersistOptions<State, Stored> {
  const names = Object.keys(fields) as (keyof State & string)[];
  return {
    name,
    version,
    storage: storage === null ? FORGETFUL : jsonStorage(storage),
    partialize: (state) => Object.fromEntries(names.map((field) => [field, state[field]])),
    migrate: (stored, from) => migrate(isRecord(stored) ? stored : {}, from),
    merge: (stored, initial) => {
      const valid = names.flatMap((field) => {
        const parsed = isRecord(stored) ? fields[field]?.safeParse(stored[field]) : undefined;
        return parsed?.success === true ? [[field, parsed.data]] : [];
      });
      return { ...initial, ...Object.fromEntries(valid) };
    },
  };
}

const FORGETFUL: PersistStorage<Stored> = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
};

/** Reads whatever is there, and writes only what has changed: stores change much more often than what is remembered of them. */
function jsonStorage(storage: TextStorage): PersistStorage<Stored> {
  const written = new Map<string, Stored>();
  return {
    getItem: (name) => readStored(storage.getItem(name)),
    setItem: (name, value) => {
      const before = written.get(name);
      if (before !== undefined && isSame(before, value.state)) return;
      written.set(name, value.state);
      try {
        storage.setItem(name, JSON.stringify(value));
      } catch {
        // A full or forbidden storage costs what would be remembered, not what the user is doing.
      }
    },
    removeItem: (name) => storage.removeItem(name),
  };
}

function readStored(text: string | null): StorageValue<Stored> | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  if (!isRecord(parsed)) return null;
  const { state, version } = parsed;
  if (isRecord(state) && typeof version === 'number') return { state, version };
  // As the first versions of the app stored it: the fields by themselves.
  return { state: parsed, version: 0 };
}

function isRecord(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(a: Stored, b: Stored): boolean {
  return Object.keys(b).every((field) => Object.is(a[field], b[field]));
}
