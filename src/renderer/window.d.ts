import type { NetloomBridge } from '../contract/contract';

declare global {
  interface Window {
    /** The only way out of the window; put there by the preload script. */
    readonly netloom: NetloomBridge;
  }
}
