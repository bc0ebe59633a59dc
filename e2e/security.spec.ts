/** What the portal refuses: forged state changes, strangers, other people's guesses. */
import { ADMIN, expect, makeWorkspace, setUp, signIn, test } from './portal';

const CHANGES = [
  '/sign-in/submit',
  '/sign-out',
  '/set-up/submit',
  '/chart',
  '/language',
  '/workspaces',
  '/w/any/import/preview',
  '/w/any/import/accept',
  '/w/any/reports/jobs',
];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser, portal }) => {
  const page = await browser.newPage();
  await setUp(page, portal);
  await makeWorkspace(page, portal, 'Any');
  await page.close();
});

for (const path of CHANGES) {
  test(`POST ${path} from elsewhere, or from nobody knows where, is refused`, async ({
    portal,
    playwright,
  }) => {
    const foreign = [
      {},
      { origin: 'null' },
      { origin: 'https://elsewhere.example' },
      { origin: 'https://elsewhere.example', 'x-forwarded-host': 'elsewhere.example' },
    ];
    for (const headers of foreign) {
      const request = await playwright.request.newContext();
      const answer = await request.post(`${portal.origin}${path}`, { headers, form: { code: 'x' } });
      expect(answer.status()).toBe(403);
      await request.dispose();
    }
  });
}

test('canary: the same POST from our own page is not refused', async ({ portal, playwright }) => {
  const request = await playwright.request.newContext();
  const answer = await request.post(`${portal.origin}/chart`, {
    headers: { origin: portal.origin },
    form: { chart: 'night', back: '/sign-in' },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  expect(answer.headers()['location']).toBe('/sign-in');
  await request.dispose();
});

test('nobody gets in without signing in', async ({ portal, playwright }) => {
  const request = await playwright.request.newContext();
  for (const path of ['/w/any', '/w/any/inventory', '/w/any/reports', '/'])
    expect((await request.get(`${portal.origin}${path}`)).url()).toBe(`${portal.origin}/sign-in`);
  for (const path of [
    '/w/any/inventory/rows',
    '/w/any/find',
    '/w/any/reports/jobs/x',
    '/w/any/reports/jobs/x/file',
  ])
    expect((await request.get(`${portal.origin}${path}`)).status()).toBe(401);
  await request.dispose();
});

test('a workspace that is not there is not found', async ({ page, portal }) => {
  await signIn(page, portal);
  const answer = await page.goto(`${portal.origin}/w/nowhere`);
  expect(answer?.status()).toBe(404);
});

test('every answer carries the security headers', async ({ portal, playwright }) => {
  const request = await playwright.request.newContext();
  for (const path of ['/sign-in', '/health', '/w/any/find', '/nowhere']) {
    const headers = (await request.get(`${portal.origin}${path}`)).headers();
    expect(headers['content-security-policy']).toContain("script-src 'self' 'nonce-");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
  }
  await request.dispose();
});

test('after ten wrong passwords the right one is refused for a while', async ({
  page,
  portal,
  playwright,
}) => {
  const request = await playwright.request.newContext({ extraHTTPHeaders: { origin: portal.origin } });
  const guess = (password: string) =>
    request.post(`${portal.origin}/sign-in/submit`, {
      form: { email: ADMIN.email, password },
      maxRedirects: 0,
    });
  for (let attempt = 0; attempt < 10; attempt++)
    expect((await guess(`wrong ${attempt}`)).headers()['location']).toBe('/sign-in?problem=credentials');
  expect((await guess(ADMIN.password)).headers()['location']).toBe('/sign-in?problem=slow-down');
  await request.dispose();
  await page.goto(`${portal.origin}/sign-in?problem=slow-down`);
  await expect(page.getByText('Wait fifteen minutes')).toBeVisible();
});
