/** One end of an edge as the document writes it: `node`, or `node:port`. */
export interface Endpoint {
  readonly id: string;
  /** Undefined: the node's only or first port. */
  readonly port: string | undefined;
}

/** Takes `node:port` apart. */
export function parseEndpoint(endpoint: string): Endpoint {
  const colon = endpoint.indexOf(':');
  if (colon === -1) return { id: endpoint, port: undefined };
  return { id: endpoint.slice(0, colon), port: endpoint.slice(colon + 1) };
}
