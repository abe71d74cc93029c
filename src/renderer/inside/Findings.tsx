/** What the doctor has found: filled in where the doctor is. */
export function Findings(_props: { readonly runId: string }) {
  return null;
}
