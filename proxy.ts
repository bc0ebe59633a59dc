/**
 * Runs before every request: security headers with a fresh script nonce, and the refusal of state changes
 * that do not come from our own pages. It decides nothing about who may see what.
 */
import { type NextRequest, NextResponse } from 'next/server';
import { mayChangeState } from '@/lib/portal/origin';

// biome-ignore lint/style/noProcessEnv: set by Next itself, and replaced when it builds
const isDevelopment = process.env['NODE_ENV'] === 'development';

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Positions of virtual rows and overlays are style attributes; they can load and run nothing.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

export function proxy(request: NextRequest): NextResponse {
  if (!mayChangeState(request.method, request.headers)) {
    return new NextResponse('Refused: this change does not come from a page of this portal.\n', {
      status: 403,
      headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' },
    });
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  headers.set('x-headwater-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  if (request.nextUrl.protocol === 'https:')
    response.headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  return response;
}

/**
 * Uploads do not pass here: what passes is held in memory twice and cut at 10 MB. Their handler asks for the
 * origin itself, as every handler does.
 */
export const config = { matcher: ['/((?!_next/static|_next/image|w/[^/]+/import/preview).*)'] };
