import { eligibleAccounts } from '../../support/accounts.ts';
import { anyOf, answered, NO_ANSWER } from '../../support/complaints.ts';
import { expect, type Page, test } from '../../support/fixtures.ts';
import { writeOffByRequest } from '../../support/requests.ts';

/** An account in default, with a repossession that is pending. */
async function pending(): Promise<string> {
  const [account = ''] = await eligibleAccounts(1);
  return account;
}

async function open(page: Page, account: string): Promise<void> {
  await page.goto(`/accounts/${account}`);
  await expect(page.getByTestId('account-state')).toBeVisible();
}

test('an account in default says how it stands, what is held and what is to be done', async ({
  page,
}) => {
  const account = await pending();
  await open(page, account);
  await expect(page).toHaveTitle(`${account} · Writeoff`);
  await expect(page.getByTestId('account-state')).toHaveText('Defaulted');
  await expect(page.getByTestId('contract-status').first()).toHaveText('Active');
  const main = page.getByRole('main');
  await expect(main).toContainText('Days since default');
  await expect(main).toContainText(/Outstanding\s*KES/);
  await expect(main).toContainText('Control unit');
  const action = page.getByTestId('pending-action');
  await expect(action).toContainText('Pending since the default of');
  await expect(action.getByTestId('record-repossession')).toHaveAttribute(
    'href',
    `/accounts/${account}/repossession`,
  );
  await expect(page.getByTestId('history-entry').first()).toBeVisible();
});

test('after a write-off it says by which operation, by whom, and what was lost', async ({
  page,
  people,
  server,
}) => {
  const account = await pending();
  const id = await writeOffByRequest(server, people.admin, [account]);
  await open(page, account.toLowerCase());
  await expect(page.getByTestId('account-state')).toHaveText('Inactive');
  await expect(page.getByTestId('contract-status').first()).toHaveText('Terminated');
  await expect(page.getByTestId('pending-action')).toHaveCount(0);
  await expect(page.getByTestId('done-action')).toHaveCount(1);
  const writeOff = page.getByTestId('write-off');
  await expect(writeOff).toContainText('A. Wanjiku');
  await expect(writeOff).toContainText('nothing recovered');
  await expect(page.getByTestId('history-entry').first()).toHaveAttribute('data-what', 'written_off');
  const method = page.getByTestId('write-off-method');
  await expect(method).toHaveAttribute('data-method', 'bulk');
  await method.getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/bulk-write-offs/${id}$`));
  await page.goBack();
  await expect(page.getByTestId('account-state')).toHaveText('Inactive');
});

test.describe('what is not there', () => {
  test.use({ mayComplain: anyOf(answered(400, 404), NO_ANSWER) });

  test('is said, another company’s account like one that nobody has', async ({ page, people }) => {
    const foreign = 'SN-0010004';
    expect(people.otherAdmin.company).not.toBe(people.admin.company);
    for (const account of [foreign, 'NOBODY-1', 'no%20account']) {
      await page.goto(`/accounts/${account}`);
      await expect(page.getByRole('heading', { name: 'There is no such account' })).toBeVisible();
      await expect(page.getByTestId('account-state')).toHaveCount(0);
    }
    await page.getByRole('link', { name: 'Look for it' }).click();
    await expect(page).toHaveURL(/\/account-status\?q=no(%20|\+)account&state=any$/);
    await expect(page.getByTestId('account-search')).toHaveValue('no account');
  });

  test('may come back: a server that is unreachable is asked again', async ({ page, server }) => {
    const account = await pending();
    await open(page, account);
    await server.stop();
    await page.getByRole('link', { name: 'Account status' }).first().click();
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'The account cannot be shown' })).toBeVisible();
    await server.start();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByTestId('account-state')).toHaveText('Defaulted');
  });
});

for (const role of [
  'Admin',
  'Basic',
  'Sales',
  'Field Technician',
  'Field Management',
  'Back Office Management',
  'Call Centre Basic',
  'Call Centre Advanced',
]) {
  test.describe(role, () => {
    test.use({ signedInAs: role });

    test('may look, and is offered what the role may record', async ({ page, people, server }) => {
      const [account = '', writtenOff = ''] = await eligibleAccounts(2);
      await writeOffByRequest(server, people.admin, [writtenOff]);
      await page.goto('/account-status');
      await page.getByTestId('account-search').fill(account);
      await expect(page.getByTestId('account-row')).toHaveCount(1);
      await page.getByTestId('account-row').click();
      const record = page.getByTestId('record-repossession');
      await expect(page.getByTestId('pending-action')).toBeVisible();
      if (role === 'Basic') {
        await expect(record).toHaveCount(0);
        await expect(page.getByTestId('pending-action')).toContainText('Field Technician');
      } else {
        await expect(record).toBeVisible();
      }
      await open(page, writtenOff);
      const link = page.getByTestId('write-off-method').getByRole('link');
      await expect(link).toHaveCount(role === 'Admin' ? 1 : 0);
      await expect(page.getByTestId('write-off-method')).toContainText('Bulk write-off no. 1');
    });
  });
}
