/** Every way into the portal leads through the door: no handler or page forgets to ask who is there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pathWithin } from './_door/back';

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).map((name) => join('app', name));
const sources = (ending: string) =>
  files.filter((name) => name.endsWith(ending)).map((name) => [name, readFileSync(name, 'utf8')] as const);

/** Handlers for people who are not signed in yet, or for machines that ask whether we are up. */
const OPEN = [
  'app/chart/route.ts',
  'app/health/route.ts',
  'app/language/route.ts',
  'app/set-up/submit/route.ts',
  'app/sign-in/link/submit/route.ts',
  'app/sign-in/submit/route.ts',
  'app/sign-out/route.ts',
];
const OPEN_PAGES = ['app/set-up/page.tsx', 'app/sign-in/link/page.tsx', 'app/sign-in/page.tsx'];

const METHOD = /export (?:async )?function (GET|POST|PUT|PATCH|DELETE)\b[\s\S]*?\n\}/g;

/** Methods of a handler whose body does not begin at the door. */
function unguarded(file: string, source: string): readonly string[] {
  return [...source.matchAll(METHOD)].flatMap(([body, method = '']) => {
    if (/return handle\(request, async \(caller\)/.test(body)) return [];
    if (!OPEN.includes(file)) return [method];
    return method === 'GET' || /return handleAnybody\(request,/.test(body) ? [] : [method];
  });
}

describe('doors', () => {
  test('there are handlers and pages to look at', () => {
    expect(sources('route.ts').length).toBeGreaterThan(12);
    expect(sources('page.tsx').length).toBeGreaterThan(9);
  });

  test.each(sources('route.ts'))('%s asks who is there', (file, source) => {
    expect([...source.matchAll(METHOD)].length).toBeGreaterThan(0);
    expect(unguarded(file, source)).toEqual([]);
  });

  test.each(sources('page.tsx'))(
    '%s needs somebody signed in, unless it is for signing in',
    (file, source) => {
      expect(OPEN_PAGES.includes(file) || source.includes('await requireCaller()')).toBe(true);
    },
  );

  test('no server action is exported: each would be a door of its own', () => {
    for (const [, source] of [...sources('.ts'), ...sources('.tsx')])
      expect(source).not.toMatch(/^['"]use server['"]/m);
  });

  test.each([
    ['app/w/[workspace]/x/route.ts', 'export function GET() {\n  return Response.json({});\n}'],
    [
      'app/w/[workspace]/x/route.ts',
      'export function POST(request: Request) {\n  return handleAnybody(request, f);\n}',
    ],
    ['app/chart/route.ts', 'export async function POST(request: Request) {\n  return seeOther("/");\n}'],
  ])('canary: in %s an unguarded handler is seen', (file, source) => {
    expect(unguarded(file, source)).toHaveLength(1);
  });
});

describe('the way back after a form', () => {
  test.each([
    ['/w/a/inventory?q=x', '/w/a/inventory?q=x'],
    ['https://elsewhere.example/', '/'],
    ['//elsewhere.example/x', '/'],
    ['/\\elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
  ])('%s leads to %s', (given, place) => {
    expect(pathWithin(given)).toBe(place);
  });
});
