import { anyOf, answered, NO_ANSWER } from '../../support/complaints.ts';
import { expect, test } from '../../support/fixtures.ts';
import { AccountStatusPage } from '../../support/pages/account_status.ts';

test('the nine dots lead to the accounts in default', async ({ page }) => {
  await page.goto('/actions');
  await page.getByTestId('nine-dots').click();
  await page.getByRole('link', { name: /^Account status/ }).click();
  await expect(page).toHaveURL(/\/account-status$/);
  const status = new AccountStatusPage(page);
  await expect(status.rows).toHaveCount(50);
  const states = await status.rows.evaluateAll((rows) =>
    rows.map((row) => (row as HTMLElement).dataset['state']),
  );
  expect(new Set(states)).toEqual(new Set(['defaulted']));
});

test('an account is found by its ID, name, telephone and the words in any order', async ({
  page,
}) => {
  const status = new AccountStatusPage(page);
  await status.open();
  const { account, customer, phone } = await status.first();
  const backwards = customer.split(' ').reverse().join(' ').toUpperCase();
  const number = account.replace(/^\D+0*/, '');
  const said = [account.toLowerCase(), account.replace('-', ''), account.replace('-', ' '), number];
  const dialled = phone.replaceAll(' ', '');
  const national = dialled.slice('+254'.length);
  const phones = [phone, dialled, national, `0${national}`, dialled.slice(-6)];
  for (const typed of [...said, customer, backwards, ...phones]) {
    await status.search.fill(typed);
    await expect(status.row(account), typed).toBeVisible();
    await expect.poll(() => new URL(page.url()).searchParams.get('q'), typed).toBe(typed);
  }
  await status.search.fill(account);
  await expect(status.rows).toHaveCount(1);
  await status.row(account).click();
  await expect(page).toHaveURL(new RegExp(`/accounts/${account}$`));
  await expect(page.getByRole('heading', { level: 1, name: customer })).toBeVisible();
});

test('filters and order are in the address, for a reload and for a step back', async ({ page }) => {
  const status = new AccountStatusPage(page);
  await status.open();
  const { centre } = await status.first();
  await status.centre.selectOption(centre);
  await expect(status.rows.first()).toContainText(centre);
  await status.sort('Days since default').getByRole('link').click();
  await status.daysMin.fill('300');
  await expect(page).toHaveURL(/centre=\d+&days_min=300&sort=longest_in_default$/);
  const days = async () =>
    status.rows.evaluateAll((rows) =>
      rows.map((row) => Number(row.children[4]?.textContent?.replaceAll(',', ''))),
    );
  await expect.poll(async () => Math.min(...(await days()))).toBeGreaterThanOrEqual(300);
  const before = await days();
  expect(before).toEqual(before.toSorted((a, b) => b - a));

  await page.reload();
  await expect(status.daysMin).toHaveValue('300');
  await expect(status.sort('Days since default')).toHaveAttribute('aria-sort', 'descending');
  await expect(status.centre.locator('option:checked')).toHaveText(centre);
  await expect.poll(days).toEqual(before);

  await status.state.selectOption('');
  await expect(page).toHaveURL(/state=any/);
  await page.goBack();
  await expect(status.state).toHaveValue('defaulted');
  await expect.poll(days).toEqual(before);

  await status.clear.click();
  await expect(page).toHaveURL(/\/account-status$/);
  await expect(status.daysMin).toHaveValue('');
});

test('pages follow on each other without gap or overlap, and back', async ({ page }) => {
  const status = new AccountStatusPage(page);
  await status.open();
  const first = await status.accounts();
  await page.getByTestId('next-page').click();
  await expect(page).toHaveURL(/after=/);
  await expect.poll(() => status.accounts()).not.toEqual(first);
  const second = await status.accounts();
  expect(second.filter((account) => first.includes(account))).toEqual([]);
  expect((second[0] ?? '') > (first.at(-1) ?? '')).toBe(true);

  await page.reload();
  await expect.poll(() => status.accounts()).toEqual(second);
  await page.goBack();
  await expect.poll(() => status.accounts()).toEqual(first);
  await page.goForward();
  await expect.poll(() => status.accounts()).toEqual(second);
  await page.getByTestId('first-page').click();
  await expect.poll(() => status.accounts()).toEqual(first);
});

test('an account that is not in default is found one step further', async ({ page }) => {
  const status = new AccountStatusPage(page);
  await status.open('?state=normal');
  const { account } = await status.first();
  await status.open();
  await status.search.fill(account);
  await expect(page.getByRole('main')).toContainText(`No account answers to “${account}”`);
  await page.getByTestId('look-everywhere').click();
  await expect(status.row(account)).toHaveAttribute('data-state', 'normal');
  await expect(page).toHaveURL(new RegExp(`q=${account}&state=any$`));
  await status.search.fill('nobody is called that');
  await expect(page.getByRole('main')).toContainText('Check the spelling');
  await expect(page.getByTestId('look-everywhere')).toHaveCount(0);
});

test('a late answer never takes the place of a newer one, and a wait shows', async ({ page }) => {
  const status = new AccountStatusPage(page);
  await status.open();
  const [first = '', second = ''] = await status.accounts();
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/api/accounts?q=${first}&*`, async (route) => {
    await held;
    await route.continue();
  });
  await status.search.fill(first);
  await expect(page.locator('.found-line progress')).toBeVisible();
  await status.search.fill(second);
  await expect(status.rows).toHaveCount(1);
  await expect(status.row(second)).toBeVisible();
  const late = page.waitForResponse((response) => response.url().includes(first));
  release();
  await (await late).finished();
  await page.waitForTimeout(200);
  await expect(status.row(second)).toBeVisible();
  await expect(status.row(first)).toHaveCount(0);
});

test.describe('what cannot be', () => {
  test.use({ mayComplain: anyOf(answered(422), NO_ANSWER) });

  test('is said at its field, and nothing typed is lost', async ({ page, server }) => {
    const status = new AccountStatusPage(page);
    await status.open();
    await status.search.fill("'");
    await expect(page.getByRole('alert').filter({ hasText: 'letters or digits' })).toBeVisible();
    await expect(status.search).toHaveAttribute('aria-invalid', 'true');
    await status.search.fill('a'.repeat(101));
    await expect(page.getByRole('alert').filter({ hasText: 'At most 100' })).toBeVisible();
    await status.search.fill('');
    for (const days of ['-1', '1.5', 'many', '36501', '100000000000000000000']) {
      await status.daysMin.fill(days);
      await expect(status.daysMin, days).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByText('A whole number of days'), days).toBeVisible();
      await expect(status.daysMin).toHaveValue(days);
    }
    await status.daysMin.fill('50');
    await status.daysMax.fill('40');
    await expect(page.getByText('not fewer than the least')).toBeVisible();
    await status.daysMax.fill('60');
    await expect(status.rows.first()).toBeVisible();

    await server.stop();
    await status.search.fill('odhiambo');
    await expect(page.getByRole('alert').filter({ hasText: 'did not answer' })).toBeVisible();
    await expect(status.search).toHaveValue('odhiambo');
    await server.start();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('main')).not.toContainText('did not answer');
    await expect(status.search).toHaveValue('odhiambo');
  });

  test('a place that is none leads to the first page', async ({ page }) => {
    await page.goto('/account-status?q=a&after=nonsense');
    await expect(page.getByRole('alert').filter({ hasText: 'no place in the list' })).toBeVisible();
    await page.getByRole('button', { name: 'First page' }).click();
    await expect(new AccountStatusPage(page).rows.first()).toBeVisible();
    await expect(page).toHaveURL(/\/account-status\?q=a$/);
  });
});
