import { answered } from '../support/complaints.ts';
import { upload } from '../support/demo.ts';
import { expect, test } from '../support/fixtures.ts';
import { pressUntilFocused } from '../support/keyboard.ts';
import { BulkWriteOffPage } from '../support/pages/bulk_write_off.ts';
import { OperationPage } from '../support/pages/operation.ts';

test.use({ signedInAs: null, mayComplain: answered(401) });

test('from signing in to the result by keyboard alone', async ({ page, people }) => {
  const { user, password } = people.admin;
  // Asked for long before it opens: the browser takes a moment to hand it over.
  const chooser = page.waitForEvent('filechooser');
  await page.goto('/sign-in');
  await pressUntilFocused(page, 'Tab', page.getByTestId('sign-in-user'));
  await page.keyboard.type(user);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/start$/);

  const dots = page.getByTestId('nine-dots');
  await pressUntilFocused(page, 'Tab', dots);
  await page.keyboard.press('Enter');
  const sheet = page.locator('[popover]:popover-open');
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(dots).toBeFocused();
  await page.keyboard.press('Enter');
  const offer = sheet.getByRole('link', { name: /^Bulk write-off / });
  await pressUntilFocused(page, 'ArrowDown', offer);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/actions\/bulk-write-off$/);

  const bulk = new BulkWriteOffPage(page);
  const choose = page.getByRole('main').getByRole('button', { name: 'Choose a file' });
  await expect(choose).toBeVisible();
  await pressUntilFocused(page, 'Tab', choose);
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(upload('mixed.csv'));
  await expect(bulk.summary).toBeVisible();
  const eligible = Number(await bulk.summary.getAttribute('data-eligible'));

  // The list is one stop of the Tab key, whatever its length; the arrow keys walk in it.
  const opener = (row: number) => bulk.rows.nth(row).getByRole('button');
  await pressUntilFocused(page, 'Tab', opener(0));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(opener(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(opener(2)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await expect(opener(0)).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(bulk.save).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bulk.cancel).toBeFocused();
  await pressUntilFocused(page, 'Tab', bulk.dialog.getByRole('checkbox'));
  await page.keyboard.press('Space');
  await pressUntilFocused(page, 'Tab', bulk.confirm);
  await page.keyboard.press('Enter');
  const operation = new OperationPage(page);
  await expect(operation.summary).toHaveAttribute('data-written-off', String(eligible));
});

test('Escape leaves the confirmation and returns to the button that opened it', async ({
  page,
  people,
}) => {
  await page.goto('/actions/bulk-write-off');
  await page.getByTestId('sign-in-user').fill(people.admin.user);
  await page.getByTestId('sign-in-password').fill(people.admin.password);
  await page.keyboard.press('Enter');
  const bulk = new BulkWriteOffPage(page);
  await expect(bulk.input).toBeAttached();
  await bulk.preview(upload('eligible.csv'));
  await bulk.save.focus();
  await page.keyboard.press('Enter');
  await expect(bulk.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bulk.dialog).toBeHidden();
  await expect(bulk.save).toBeFocused();
});
