/** A part of the window that others ask for something, while it is on screen. */
export interface OnScreen<Api> {
  /** It is on screen from now on. @returns what takes it away again, unless another has taken its place */
  register(api: Api): () => void;
  /** Null while it is not on screen. */
  current(): Api | null;
}

/** A place for views that lie above those who ask them: the view registers itself. */
export function onScreen<Api>(): OnScreen<Api> {
  let shown: Api | null = null;
  return {
    register(api) {
      shown = api;
      return () => {
        if (shown === api) shown = null;
      };
    },
    current: () => shown,
  };
}
