import { readFile } from 'node:fs/promises';

import { answered } from '../../support/complaints.ts';
import { expect, type Page, test } from '../../support/fixtures.ts';
import { pendingAccounts } from '../../support/requests.ts';

const rows = (page: Page) => page.getByTestId('pending-action');

test.use({ signedInAs: 'Basic' });

test('pending ones are listed, the oldest first, and more where one asks', async ({
  page,
  people,
  server,
}) => {
  const accounts = await pendingAccounts(server, people.admin);
  await page.goto('/actions');
  await expect(rows(page)).toHaveCount(50);
  await page.getByTestId('actions-more').click();
  await expect(rows(page)).toHaveCount(100);
  const shown = await rows(page).evaluateAll((all) =>
    all.map((row) => (row as HTMLElement).dataset['account']),
  );
  expect(shown).toEqual(accounts.slice(0, 100));
});

test('type, status, centre and age narrow the list, and stand in the address', async ({ page }) => {
  await page.goto('/actions');
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByTestId('filter-type')).toHaveValue('');
  const centres = page.getByTestId('filter-centre');
  await expect(centres.locator('option')).not.toHaveCount(1);
  const centre = (await centres.locator('option').nth(1).textContent()) ?? '';
  await centres.selectOption({ label: centre });
  await expect(page).toHaveURL(/\?centre=\d+$/);
  await expect(rows(page).filter({ hasNotText: centre })).toHaveCount(0);
  await expect(rows(page).first()).toContainText(centre);

  await page.getByTestId('filter-days-max').fill('90');
  await page.getByTestId('filter-days-max').press('Enter');
  await expect(page).toHaveURL(/\?centre=\d+&days_max=90$/);
  await page.reload();
  await expect(page.getByTestId('filter-days-max')).toHaveValue('90');
  await expect(centres.locator('option:checked')).toHaveText(centre);

  await page.getByTestId('filter-clear').click();
  await expect(page).toHaveURL(/\/actions$/);
  await expect(centres).toHaveValue('');
  await page.getByTestId('filter-status').selectOption('done');
  await expect(page).toHaveURL(/\?status=done$/);
  await expect(rows(page).first()).toHaveAttribute('data-status', 'done');
  await expect(rows(page).filter({ hasNotText: 'Done' })).toHaveCount(0);
});

test('the export has what is listed, with attempts and reasons', async ({ page }) => {
  await page.goto('/actions?days_max=60');
  await expect(rows(page).first()).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByTestId('actions-export').click();
  const text = await readFile(await (await saved).path(), 'utf8');
  const [heading = '', ...lines] = text.trimEnd().split('\r\n');
  expect(heading).toContain('failed attempts,reasons');
  expect(lines.length).toBeGreaterThanOrEqual(await rows(page).count());
});

test.describe('what cannot be', () => {
  test.use({ mayComplain: answered(422, 503) });

  test('an age that is none is said, and what was typed stays', async ({ page }) => {
    await page.goto('/actions');
    await expect(rows(page).first()).toBeVisible();
    for (const typed of ['-1', '1.5', 'old', '100000000000000000000']) {
      await page.getByTestId('filter-days-min').fill(typed);
      await page.getByTestId('filter-days-min').press('Enter');
      await expect(page.getByRole('alert')).toContainText('whole numbers');
      await expect(page.getByTestId('filter-days-min')).toHaveValue(typed);
    }
    await page.getByTestId('filter-clear').click();
    await expect(rows(page).first()).toBeVisible();
  });

  test('a server that is busy may be asked again', async ({ page }) => {
    await page.route('**/api/actions?*', (route) => route.fulfill({ status: 503, body: '{}' }), {
      times: 1,
    });
    await page.goto('/actions');
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(rows(page).first()).toBeVisible();
  });
});
