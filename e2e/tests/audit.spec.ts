import { readFile } from 'node:fs/promises';

import { expectAccessible } from '../support/accessible.ts';
import { eligibleAccounts } from '../support/accounts.ts';
import { answered } from '../support/complaints.ts';
import { expect, type Page, test } from '../support/fixtures.ts';
import { writeOffByRequest } from '../support/requests.ts';

const rows = (page: Page) => page.getByTestId('audit-row');

/** The numbers of the rows that are shown, when there are some. */
async function open(page: Page, address = '/audit'): Promise<void> {
  await page.goto(address);
  await expect(rows(page).first()).toBeVisible();
}

test('the log is found in the nine dots and says who did what', async ({ page, people, server }) => {
  const [account = ''] = await eligibleAccounts(1);
  await writeOffByRequest(server, people.admin, [account]);
  await page.goto('/actions');
  await page.getByTestId('nine-dots').click();
  await page.getByRole('link', { name: 'Audit log' }).click();
  await expect(page).toHaveURL(/\/audit$/);

  const row = rows(page).filter({ hasText: account });
  await expect(row).toContainText('Account written off');
  await expect(row).toContainText(people.admin.user);
  await expect(row).toContainText('Bulk write-off no. 1');
  await row.getByText('Details').click();
  await expect(row).toContainText(/[0-9a-f]{64}/);
  await expect(row).toContainText('"after": "inactive"');
});

test('the log is searched by person, account, operation, action and day', async ({
  page,
  people,
  server,
}) => {
  const accounts = await eligibleAccounts(3);
  await writeOffByRequest(server, people.admin, accounts);
  await open(page);
  const search = page.getByTestId('audit-search');

  await page.getByTestId('audit-account').fill(accounts[1] ?? '');
  await search.click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(new RegExp(`account=${accounts[1]}$`));
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByTestId('audit-account')).toHaveValue(accounts[1] ?? '');

  await page.getByTestId('audit-clear').click();
  await page.getByTestId('audit-operation').fill('1');
  await page.getByTestId('audit-operation').press('Enter');
  await expect(rows(page)).toHaveCount(4);

  await page.getByTestId('audit-action').selectOption('bulk_write_off');
  await search.click();
  await expect(rows(page)).toHaveCount(1);

  await page.getByTestId('audit-person').fill('nobody at all');
  await search.click();
  await expect(page.getByText('Nothing in the log fits the search')).toBeVisible();
  await page.getByTestId('audit-clear').click();
  await page.getByTestId('audit-to').fill('2001-01-01');
  await search.click();
  await expect(page.getByText('Nothing in the log fits the search')).toBeVisible();
});

test('older rows follow, and the export has what the search leaves', async ({
  page,
  people,
  server,
}) => {
  await writeOffByRequest(server, people.admin, await eligibleAccounts(60));
  await open(page, '/audit?operation=1');
  await expect(rows(page)).toHaveCount(50);
  await page.getByTestId('audit-older').click();
  await expect(rows(page)).toHaveCount(61);
  await expect(page.getByTestId('audit-older')).toHaveCount(0);

  const saved = page.waitForEvent('download');
  await page.getByTestId('audit-export').click();
  const text = await readFile(await (await saved).path(), 'utf8');
  expect(text.trimEnd().split('\r\n')).toHaveLength(62);
});

test('an operation shows its receipt and leads to its rows', async ({ page, people, server }) => {
  const id = await writeOffByRequest(server, people.admin, await eligibleAccounts(2));
  await page.goto(`/bulk-write-offs/${id}`);
  await expect(page.getByRole('main')).toContainText(/\d+:[0-9a-f]{64}/);
  await page.getByTestId('in-the-log').click();
  await expect(rows(page)).toHaveCount(3);
});

test.describe('what cannot be', () => {
  test.use({ mayComplain: answered(422, 503) });

  test('what is no account is said, and a server that is busy may be asked again', async ({
    page,
  }) => {
    await open(page);
    await page.getByTestId('audit-account').fill('no account');
    await page.getByTestId('audit-search').click();
    await expect(page.getByRole('alert')).toContainText('This is no account ID');
    await page.getByTestId('audit-clear').click();
    await expect(rows(page).first()).toBeVisible();

    await page.route('**/api/audit?*', (route) => route.fulfill({ status: 503, body: '{}' }), {
      times: 1,
    });
    await page.getByTestId('audit-search').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(rows(page).first()).toBeVisible();
  });
});

test.describe('to a role that may not', () => {
  test.use({ signedInAs: 'Sales', mayComplain: answered(403) });

  test('the log is not offered, and it is said who may', async ({ page }) => {
    await page.goto('/actions');
    await page.getByTestId('nine-dots').click();
    await expect(page.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
    await page.goto('/audit');
    await expect(page.getByRole('main')).toContainText('Back Office Management');
    await expect(page.getByTestId('audit-search')).toHaveCount(0);
    await expectAccessible(page, 'audit log, not allowed');
  });
});

for (const locale of ['en-GB', 'fr-FR']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${locale}, ${colorScheme}`, () => {
      test.use({ locale, colorScheme, viewport: { width: 360, height: 740 } });

      test('axe finds nothing wrong on a narrow screen, and nothing sticks out', async ({
        page,
        people,
        server,
      }) => {
        await writeOffByRequest(server, people.admin, await eligibleAccounts(2));
        await open(page);
        await rows(page).first().locator('summary').click();
        await expectAccessible(page, 'audit log');
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide).toBeLessThanOrEqual(0);
        await page.goto('/audit?account=NOBODY');
        await expect(page.locator('.empty')).toBeVisible();
        await expectAccessible(page, 'audit log, nothing found');
      });
    });
  }
}
