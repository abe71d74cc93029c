/**
 * Finds a form by the type of its layer, undefined where there is none. Each form knows the parameters of its own layer only, and is asked
 * with no others: in the list they are forms of any layer.
 */
export function formsByType<F extends { readonly type: string }>(
  forms: readonly { readonly type: string }[],
): (type: string) => F | undefined {
  const byType = new Map(forms.map((form) => [form.type, form as F]));
  return (type) => byType.get(type);
}
