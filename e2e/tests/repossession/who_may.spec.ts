import { answered } from '../../support/complaints.ts';
import { expect, test } from '../../support/fixtures.ts';
import { RepossessionPage } from '../../support/pages/repossession.ts';
import { accountOf, pendingAccount } from '../../support/requests.ts';
import { takeSession } from '../../support/session.ts';

/** Who records repossessions, and who of them writes off. */
const ROLES = [
  { role: 'Admin', records: true, writesOff: true },
  { role: 'Basic', records: false, writesOff: false },
  { role: 'Sales', records: true, writesOff: false },
  { role: 'Field Technician', records: true, writesOff: false },
  { role: 'Field Management', records: true, writesOff: false },
  { role: 'Back Office Management', records: true, writesOff: true },
  { role: 'Call Centre Basic', records: true, writesOff: false },
  { role: 'Call Centre Advanced', records: true, writesOff: false },
];

for (const { role, records, writesOff } of ROLES) {
  test.describe(role, () => {
    test.use({ signedInAs: role, mayComplain: answered(403) });

    test(`${records ? 'is offered' : 'is not offered'} what can be recorded`, async ({
      page,
      people,
      server,
    }) => {
      const account = await pendingAccount(server, people.admin);
      await page.goto('/actions');
      const rows = page.getByTestId('pending-action');
      await expect(rows.first()).toBeVisible();
      await expect(page.getByTestId('record-repossession')).toHaveCount(
        records ? await rows.count() : 0,
      );
      await page.goto(`/accounts/${account}/failed-attempt`);
      const refusal = page.getByRole('heading', { name: 'Your role may not use this page' });
      await expect(records ? page.getByTestId('attempted-on') : refusal).toBeVisible();
      await page.goto(`/accounts/${account}/repossession`);
      const form = new RepossessionPage(page);
      await expect(records ? form.date : refusal).toBeVisible();
      await expect(form.tick).toHaveCount(writesOff ? 1 : 0);
      if (!records) await expect(page.getByRole('main')).toContainText('Field Technician');
    });

    test(`${writesOff ? 'may' : 'may not'} return nothing of everything`, async ({
      page,
      people,
      server,
    }) => {
      test.skip(!records, 'the form is not theirs');
      const account = await pendingAccount(server, people.admin);
      const form = new RepossessionPage(page);
      await form.open(account);
      await form.toSecondStep();
      await form.fillQuantities('0');
      await form.save.click();
      if (writesOff) {
        await expect(form.dialog).toBeVisible();
      } else {
        const instead = page.getByTestId('may-not-write-off');
        await expect(instead).toContainText('Admin, Back Office Management');
        await expect(form.dialog).toHaveCount(0);
        await instead.getByTestId('record-failed-attempt').click();
        await expect(page).toHaveURL(new RegExp(`/accounts/${account}/failed-attempt$`));
      }
      expect((await accountOf(server, people.admin, account)).repossessions).toEqual([]);
    });
  });
}

test.describe('an account of another company', () => {
  test.use({ signedInAs: null, mayComplain: answered(404) });

  test('does not exist', async ({ page, people, server }) => {
    const account = await pendingAccount(server, people.admin);
    await takeSession(page.context(), people.otherAdmin);
    for (const path of ['repossession', 'failed-attempt']) {
      await page.goto(`/accounts/${account}/${path}`);
      await expect(page.getByRole('heading', { name: 'There is no such account' })).toBeVisible();
      await expect(page.getByRole('main')).not.toContainText(account);
    }
  });
});
