/** That the size of what comes in is not known follows from another mistake, where there is one: it is reported only where there is none. */
export function withoutUnknownSizes<T extends { readonly code: string; readonly severity: string }>(
  found: readonly T[],
): readonly T[] {
  const isKept = ({ code }: T) => code !== 'expression-size-unknown';
  return found.some((one) => one.severity === 'error' && isKept(one)) ? found.filter(isKept) : found;
}
