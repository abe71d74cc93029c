/**
 * The sites that the app's own texts link to: where the papers, data sets and documentation are. Everything else stays
 * closed, so that a text in a stranger's file cannot send anyone anywhere.
 */
const linkedSites = [
  'arxiv.org',
  'doi.org',
  'ieeexplore.ieee.org',
  'proceedings.neurips.cc',
  'papers.nips.cc',
  'papers.neurips.cc',
  'proceedings.mlr.press',
  'openaccess.thecvf.com',
  'link.springer.com',
  'dl.acm.org',
  'ai.stanford.edu',
  'www.cs.toronto.edu',
  'jmlr.org',
  'www.jmlr.org',
  'yann.lecun.com',
  'keras.io',
  'www.tensorflow.org',
  'pytorch.org',
  'd2l.ai',
  'github.com',
] as const;

/** Whether the system's browser may open `url`: https, no port, no credentials, and a site on the list. */
export function isAllowedLink(url: string): boolean {
  try {
    const { protocol, hostname, port, username, password } = new URL(url);
    const isPlain = protocol === 'https:' && port === '' && username === '' && password === '';
    return isPlain && linkedSites.some((site) => site === hostname);
  } catch {
    return false;
  }
}
