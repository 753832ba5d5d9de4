import { expect, test } from '../../support/fixtures.ts';
import { RepossessionPage, today } from '../../support/pages/repossession.ts';
import { accountOf, pendingAccount } from '../../support/requests.ts';

/** The warning that people must confirm, to the letter. */
const WARNING =
  'You are about to write-off this customer. All products will be lost and you cannot reverse ' +
  'this action. Are you sure you want to proceed?';

for (const role of ['Admin', 'Back Office Management']) {
  test.describe(role, () => {
    test.use({ signedInAs: role });

    test('writes a customer off by the tick', async ({ page, people, server }) => {
      const person = people.withRole(role);
      const account = await pendingAccount(server, person);
      const form = new RepossessionPage(page);
      await form.open(account);
      const everybody = await form.completedBy.locator('option').count();
      await form.tick.check();
      await expect(form.condition).toBeDisabled();
      await expect(form.condition).toHaveValue('nothing_recovered');
      await expect(form.next).toHaveCount(0);
      const offered = await form.completedBy.locator('option').allTextContents();
      expect(offered.length).toBeLessThan(everybody);
      for (const person of offered.slice(1)) {
        expect(person).toMatch(/(Admin|Back Office Management)$/);
      }
      await form.date.fill(today());
      await form.completedBy.selectOption({ index: 1 });
      await form.save.click();

      // Cancel is the default, and nothing has happened.
      await expect(form.dialog).toContainText(WARNING);
      await expect(form.cancel).toBeFocused();
      await form.cancel.click();
      await expect(form.dialog).toBeHidden();
      expect((await accountOf(server, person, account)).repossessions).toEqual([]);

      await form.save.click();
      await form.confirm.click();
      await expect(form.recorded).toHaveAttribute('data-write-off', 'true');
      await expect(form.recorded).toContainText('Inactive');
      await expect(form.recorded).toContainText('Terminated');
      await expect(form.recorded).toContainText('Nothing recovered', { ignoreCase: true });
      const after = await accountOf(server, person, account);
      expect(after.state).toBe('inactive');
      expect(after.repossessions[0]?.write_off?.method).toBe('personal');
      expect(after.repossessions[0]?.lines.every(({ returned }) => returned === 0)).toBe(true);
      expect(after.actions.every(({ status }) => status === 'done')).toBe(true);
    });
  });
}

test('returning nothing of everything is the same act', async ({ page, people, server }) => {
  const account = await pendingAccount(server, people.admin);
  const form = new RepossessionPage(page);
  await form.open(account);
  await form.toSecondStep();
  await form.fillQuantities('0');
  await expect(page.getByText('saving this writes the customer off')).toBeVisible();
  await form.save.click();
  await expect(form.dialog).toContainText(WARNING);
  await form.confirm.dblclick();
  await expect(form.recorded).toHaveAttribute('data-write-off', 'true');
  const after = await accountOf(server, people.admin, account);
  expect(after.state).toBe('inactive');
  expect(after.repossessions).toHaveLength(1);
  expect(after.repossessions[0]?.write_off?.method).toBe('personal');
});

test('who completed it must be one who may write off', async ({ page, people, server }) => {
  const form = new RepossessionPage(page);
  await form.open(await pendingAccount(server, people.admin));
  await form.fillFirstStep();
  const technician = form.completedBy.locator('option', { hasText: 'Field Technician' });
  await form.completedBy.selectOption((await technician.getAttribute('value')) ?? '');
  await form.next.click();
  await form.fillQuantities('0');
  await form.save.click();
  await expect(form.completedBy).toBeFocused();
  await form.expectWrong(form.completedBy, /Admin or Back Office Management/);
});
