/** The main job in a browser: first start, set up, sign in, import, exposure, path, report. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pdfText } from './pdf-text';
import { complaintsOf, expect, importFiles, makeWorkspace, setUp, signIn, test } from './portal';

const FIXTURE = join('e2e', 'fixtures', 'support-assistant.cdx.json');
const REAL = join('..', 'shared', 'inputs', 'cyclonedx', 'aloha_distilbert.cdx.json');

test.describe.configure({ mode: 'serial' });

test('first start, set up, sign in, import a BOM, open its exposure and path, download the PDF', async ({
  page,
  portal,
}) => {
  const complaints = complaintsOf(page);
  await setUp(page, portal);

  await page.goto(portal.setUpLink);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This set-up link is no longer good');

  await page.context().clearCookies();
  await signIn(page, portal);

  const workspace = await makeWorkspace(page, portal, 'Fjord Telecom');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fjord Telecom');
  await importFiles(page, workspace, [FIXTURE]);

  await page.getByRole('link', { name: 'Inventory' }).click();
  await page.getByRole('link', { name: 'support-answers', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('support-answers');
  await expect(page.getByText('support-assistant.cdx.json').first()).toBeVisible();

  await page.getByRole('link', { name: 'Exposure', exact: true }).click();
  const path = page
    .getByRole('row')
    .filter({ hasText: 'community-forum-dump → support-answers → support-assistant' });
  await path.first().getByRole('rowheader').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'From community-forum-dump to support-assistant',
  );
  const steps = page.getByRole('region', { name: 'The path in steps' });
  await expect(steps.getByRole('row')).toHaveCount(4);
  await page.getByRole('link', { name: 'Step 2: why it is there' }).click();
  await expect(page).toHaveURL(/step=2/);
  await expect(page.getByRole('heading', { name: 'Why step 2 is there' })).toBeVisible();
  const number = ((await steps.getByRole('row').nth(2).getByRole('cell').last().textContent()) ?? '').trim();
  expect(number).toMatch(/^0\.\d+$/);

  await page.getByRole('link', { name: 'Reports' }).click();
  await page.getByRole('button', { name: 'Build' }).click();
  const link = page.getByRole('link', { name: 'Download PDF for auditors' });
  await expect(link).toBeVisible({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('headwater-fjord-telecom-r1.pdf');
  const text = pdfText(readFileSync(await download.path()));
  for (const said of ['Fjord Telecom', 'support-answers', 'community-forum-dump', 'AML.T0020', number])
    expect(text).toContain(said);

  expect(complaints).toEqual([]);
});

test('a refused file is named with its remedy and changes nothing', async ({ page, portal }) => {
  await signIn(page, portal);
  await page.goto(`${portal.origin}/w/fjord-telecom/import`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'broken.cdx.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": ['),
  });
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await expect(page.getByText('Refused: nothing of it is used')).toBeVisible();
  await expect(page.getByText('There is nothing to accept')).toBeVisible();
  await page.goto(`${portal.origin}/w/fjord-telecom`);
  await expect(page.getByText('Survey at revision 1')).toBeVisible();
});

test('signing out ends the session, also for a cookie that was kept', async ({
  page,
  portal,
  playwright,
}) => {
  await signIn(page, portal);
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const kept = await playwright.request.newContext({ extraHTTPHeaders: { cookie } });
  const address = `${portal.origin}/w/fjord-telecom/inventory/rows`;
  expect((await kept.get(address)).status()).toBe(200);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect((await kept.get(address)).status()).toBe(401);
  await kept.dispose();
});

test('the palette goes to an asset by a few letters', async ({ page, portal }) => {
  await signIn(page, portal);
  await page.goto(`${portal.origin}/w/fjord-telecom`);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('A few letters').fill('harbour');
  await page
    .getByRole('option', { name: /harbour-7b/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('harbour-7b');
});

test('a real BOM written by others imports and shows its model', async ({ page, portal }) => {
  test.skip(!existsSync(REAL), `${REAL} is not here: the journey ran on our own fixture only`);
  await signIn(page, portal);
  const workspace = await makeWorkspace(page, portal, 'Real BOM');
  await importFiles(page, workspace, [REAL]);
  await page.goto(`${workspace}/exposure`);
  await page.getByRole('group', { name: 'Targets' }).getByRole('rowheader').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('distilbert');
});

test('ten thousand assets are searched, and scrolled to the end', async ({ page, portal }) => {
  await signIn(page, portal);
  const workspace = await makeWorkspace(page, portal, 'Ten thousand');
  const components = Array.from({ length: 10_000 }, (_, index) => ({
    type: index % 4 === 0 ? 'machine-learning-model' : 'data',
    'bom-ref': `c-${index}`,
    name: `component-${String(index).padStart(5, '0')}`,
  }));
  const bom = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components };
  await page.goto(`${workspace}/import`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'large.cdx.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(bom)),
  });
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await page.getByRole('button', { name: 'Accept and write' }).click();
  await page.waitForURL(/written=/);
  await page.goto(`${workspace}/inventory`);
  await expect(page.getByRole('status')).toContainText('10,000 of 10,000');
  await expect(page.getByRole('rowheader', { name: 'component-00000' })).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThan(250);
  await page.keyboard.press('End');
  await expect(page.getByRole('rowheader', { name: 'component-09999' })).toBeVisible();
  const last = page.getByRole('row').filter({ hasText: 'component-09999' });
  await expect(last).toHaveAttribute('aria-rowindex', '10001');
  await page.getByLabel('Search').fill('0777');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=0777/);
  await expect(page.getByRole('status')).toContainText('of 10,000 shown');
  await expect(page.getByRole('rowheader', { name: 'component-07770' })).toBeVisible();
});

test('an upload of 30 MB arrives whole; one beyond the limit is refused in words', async ({
  page,
  portal,
}) => {
  await signIn(page, portal);
  await page.goto(`${portal.origin}/w/fjord-telecom/import`);
  const padding = 'x'.repeat(1900);
  const components = Array.from({ length: 15_000 }, (_, index) => ({
    type: 'library',
    'bom-ref': `l-${index}`,
    name: `library-${index}`,
    description: padding,
  }));
  const model = { type: 'machine-learning-model', 'bom-ref': 'last', name: 'last-of-all' };
  const bom = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [...components, model] };
  await page.locator('input[type=file]').setInputFiles({
    name: 'padded.cdx.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(bom)),
  });
  await page.getByRole('button', { name: 'Show what would change' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would change', { timeout: 60_000 });
  await expect(page.getByText('Refused: nothing of it is used')).toBeHidden();
  await page.goto(`${portal.origin}/w/fjord-telecom/import?problem=size`);
  await expect(page.getByText('That is more than 200 MiB')).toBeVisible();
});
