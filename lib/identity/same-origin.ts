/**
 * The one check against forged state changes: a browser says which page a request comes from, and only our
 * own pages may change anything. Forwarded-host headers are not believed; the operator names the origin.
 */

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * True where the request provably comes from a page of this origin. A missing Origin is a no. Where the origin
 * is this very machine, its other names will do as well, as long as page and request agree on one.
 */
export function isFromOwnPage(headers: Headers, own: string): boolean {
  const said = headers.get('origin');
  if (said === null || !URL.canParse(said)) return false;
  const page = new URL(said);
  const ours = new URL(own);
  if (page.origin === ours.origin) return true;
  const areLocal = LOOPBACK.includes(ours.hostname) && LOOPBACK.includes(page.hostname);
  return areLocal && page.host === headers.get('host') && page.protocol === 'http:';
}
