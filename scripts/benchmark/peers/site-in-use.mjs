import {NotInstalled} from './not-installed.mjs';
import {servePeers} from './site.mjs';

/**
 * Serves the peers' pages while they are in use.
 * @param {(site: string | NotInstalled) => Promise<void>} use given the address, or what is missing
 */
export async function withPeerSite(use) {
  const site = await servePeers().catch(error => {
    if (error instanceof NotInstalled) return error;
    throw error;
  });
  try {
    await use(site instanceof NotInstalled ? site : site.address);
  } finally {
    if (!(site instanceof NotInstalled)) await site.close();
  }
}
