/** The Origin rule for requests that change something. */
import { config } from '@/lib/config';
import { isFromOwnPage } from '@/lib/identity/same-origin';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/** True for a request that only reads, or whose Origin is our own. */
export function mayChangeState(method: string, headers: Headers): boolean {
  return READING.includes(method) || isFromOwnPage(headers, config().origin);
}
