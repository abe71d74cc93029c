const MOST_CHARACTERS = 1_000;

/** The name that an answer gives; null where it gives none, or one that is taken. */
export function nameOf(
  answer: string | undefined,
  { taken }: { readonly taken: readonly string[] },
): string | null {
  const name = (answer ?? '').trim().normalize('NFC');
  return name === '' || name.length > MOST_CHARACTERS || taken.includes(name) ? null : name;
}
