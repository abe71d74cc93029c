/** A share as people write it, in up to three digits: `12.5%`. The same in both languages. */
export function percentText(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`;
}
