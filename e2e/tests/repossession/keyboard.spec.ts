import { expect, test } from '../../support/fixtures.ts';
import { pressUntilFocused } from '../../support/keyboard.ts';
import { daysAgo, RepossessionPage } from '../../support/pages/repossession.ts';
import { accountOf, pendingAccount } from '../../support/requests.ts';

test('from the list to a repossession by keyboard alone', async ({ page, people, server }) => {
  const account = await pendingAccount(server, people.admin);
  const form = new RepossessionPage(page);
  await page.goto('/actions');
  const row = page.locator(`[data-testid="pending-action"][data-account="${account}"]`);
  await expect(row).toBeVisible();
  await pressUntilFocused(page, 'Tab', row.getByTestId('record-repossession'));
  await page.keyboard.press('Enter');
  await expect(form.date).toBeVisible();
  await pressUntilFocused(page, 'Tab', form.date);
  // A day that reads the same whichever way round the browser asks for it.
  const days = Array.from({ length: 60 }, (_, days) => daysAgo(days).split('-'));
  const [year = '', month = '', day = ''] = days.find(([, month, day]) => month === day) ?? [];
  await page.keyboard.type(day + month + year);
  await pressUntilFocused(page, 'Tab', form.completedBy);
  await page.keyboard.press('ArrowDown');
  await pressUntilFocused(page, 'Tab', form.condition);
  await page.keyboard.type('used');
  await page.keyboard.press('Enter');
  await pressUntilFocused(page, 'Tab', form.next);
  await page.keyboard.press('Enter');
  await expect(form.quantities.first()).toBeFocused();
  const count = await form.quantities.count();
  for (let index = 0; index < count; index += 1) {
    await expect(form.quantities.nth(index)).toBeFocused();
    await page.keyboard.type('0');
    await page.keyboard.press('Tab');
  }
  await pressUntilFocused(page, 'Tab', form.save);
  await page.keyboard.press('Enter');
  // Cancel is where a press of Enter goes; Escape leaves too, and the form is as it was.
  await expect(form.cancel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form.dialog).toBeHidden();
  await expect(form.save).toBeFocused();
  await page.keyboard.press('Enter');
  await pressUntilFocused(page, 'Tab', form.confirm);
  await page.keyboard.press('Enter');
  await expect(form.recorded).toHaveAttribute('data-write-off', 'true');
  expect((await accountOf(server, people.admin, account)).state).toBe('inactive');
});
