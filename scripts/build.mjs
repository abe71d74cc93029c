/** `npm run build`: bundles the app into `out/`, whether it has to be or not. */
import { bundle } from './bundle.mjs';
import { runScript } from './setup/entry.mjs';

await runScript(bundle);
