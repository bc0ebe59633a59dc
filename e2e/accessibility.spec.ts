/** Every page, by day and by night, wide and narrow: no violation of WCAG 2.2 A and AA that axe can find. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, importFiles, makeWorkspace, setUp, signIn, test } from './portal';

const AXE = readFileSync(
  createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'),
  'utf8',
);
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const FIXTURE = join('e2e', 'fixtures', 'support-assistant.cdx.json');

type Violation = {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown; readonly html: string }[];
};

async function violationsOf(page: Page): Promise<readonly string[]> {
  // Injected past the policy, as a test may; the page's own scripts stay under it.
  await page.evaluate(AXE);
  const found: { violations: readonly Violation[]; passes: number } = await page.evaluate(async (tags) => {
    const { axe } = window as unknown as {
      axe: { run: (on: Document, how: object) => Promise<{ violations: Violation[]; passes: unknown[] }> };
    };
    const result = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return { violations: result.violations, passes: result.passes.length };
  }, TAGS);
  expect(found.passes).toBeGreaterThan(5);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 5).map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}

const LOOKS = [
  { chart: 'light', width: 1280 },
  { chart: 'light', width: 360 },
  { chart: 'dark', width: 1280 },
  { chart: 'dark', width: 360 },
] as const;

test.describe.configure({ mode: 'serial' });

test('no violations on any page in any look', async ({ browser, portal }) => {
  test.setTimeout(300_000);
  const first = await browser.newPage();
  await setUp(first, portal);
  const workspace = await makeWorkspace(first, portal, 'Fjord Telecom');
  const empty = await makeWorkspace(first, portal, 'Blank chart');
  await importFiles(first, workspace, [FIXTURE]);
  await first.goto(`${workspace}/reports`);
  await first.getByRole('button', { name: 'Build' }).click();
  await first.getByRole('link', { name: /Download/ }).waitFor({ timeout: 60_000 });
  await first.goto(`${workspace}/exposure`);
  const path = await first.getByRole('link', { name: /→/ }).first().getAttribute('href');
  await first.goto(`${workspace}/inventory`);
  const asset = await first.getByRole('link', { name: 'support-answers', exact: true }).getAttribute('href');
  await first.goto(`${workspace}/import`);
  await first.locator('input[type=file]').setInputFiles([FIXTURE]);
  await first.getByRole('button', { name: 'Show what would change' }).click();
  await first.waitForURL(/preview=/);
  const preview = first.url();
  const storageState = await first.context().storageState();
  await first.close();

  const signedIn = [
    `${portal.origin}/?choose`,
    workspace,
    empty,
    `${workspace}/inventory`,
    `${workspace}/inventory?q=nothing-like-it`,
    `${portal.origin}${asset}`,
    `${workspace}/exposure`,
    `${workspace}/exposure?class=backdoor`,
    `${portal.origin}${path}`,
    `${workspace}/techniques`,
    `${workspace}/techniques/AML.T0020`,
    `${workspace}/import`,
    preview,
    `${workspace}/reports`,
    `${workspace}/nowhere`,
  ];
  const outside = [
    `${portal.origin}/sign-in`,
    `${portal.origin}/sign-in?problem=credentials`,
    `${portal.origin}/sign-in/link?code=x`,
    portal.setUpLink,
  ];

  for (const { chart, width } of LOOKS) {
    for (const [pages, state] of [[signedIn, storageState] as const, [outside, undefined] as const]) {
      const context = await browser.newContext({
        colorScheme: chart,
        viewport: { width, height: 900 },
        ...(state ? { storageState: state } : {}),
      });
      const page = await context.newPage();
      for (const address of pages) {
        await page.goto(address);
        expect.soft(await violationsOf(page), `${address} ${chart} ${width}`).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(overflow, `${address} ${chart} ${width} scrolls sideways`).toBeLessThanOrEqual(0);
      }
      await context.close();
    }
  }
});

test('the open palette has no violations, and is worked by keyboard alone', async ({ page, portal }) => {
  await signIn(page, portal);
  await page.goto(`${portal.origin}/w/fjord-telecom`);
  const opener = page.getByRole('button', { name: /Go to/ });
  await opener.focus();
  await page.keyboard.press('Enter');
  const finder = page.getByRole('dialog');
  await finder.getByRole('option').first().waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(finder).toBeHidden();
  await expect(opener).toBeFocused();
});

test('the first stop on a page is a link past the rail', async ({ page, portal }) => {
  await signIn(page, portal);
  await page.goto(`${portal.origin}/w/fjord-telecom`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('day and night are chosen by hand and remembered', async ({ page, portal }) => {
  await signIn(page, portal);
  await page.goto(`${portal.origin}/w/fjord-telecom/inventory?kind=model`);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const day = await paper();
  await page.getByRole('button', { name: 'Night' }).click();
  await expect(page).toHaveURL(/inventory\?kind=model/);
  expect(await paper()).not.toBe(day);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Night' })).toHaveAttribute('aria-pressed', 'true');
});

test('canary: a page with a fault is seen to have it', async ({ page, portal }) => {
  await page.goto(`${portal.origin}/sign-in`);
  await page.evaluate(() =>
    document.body.append(document.createElement('img'), document.createElement('select')),
  );
  expect((await violationsOf(page)).map((text) => text.split(':')[0])).toEqual(
    expect.arrayContaining(['image-alt', 'select-name']),
  );
});
