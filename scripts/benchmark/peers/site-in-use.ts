import {NotInstalled} from './not-installed.ts';
import {servePeers} from './site.ts';

/**
 * Serves the peers' pages while they are in use.
 * @param use given the address, or what is missing
 */
export async function withPeerSite(use: (site: string | NotInstalled) => Promise<void>) {
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
