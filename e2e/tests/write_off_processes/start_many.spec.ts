import { upload } from '../../support/demo.ts';
import { expectAccessible, expectNoSidewaysScroll } from '../../support/accessible.ts';
import { expect, test } from '../../support/fixtures.ts';
import { pressUntilFocused } from '../../support/keyboard.ts';
import { BulkWriteOffPage } from '../../support/pages/bulk_write_off.ts';
import { OperationPage } from '../../support/pages/operation.ts';

const START_MANY = '/write-off-processes/start-many';

test.use({ signedInAs: 'Back Office Management' });

test('from a file: preview, control, confirmation, and the operation with its processes', async ({
  page,
}) => {
  const bulk = new BulkWriteOffPage(page);
  await page.goto('/write-off-processes');
  await page.getByTestId('start-many').click();
  await expect(page).toHaveURL(START_MANY);
  await bulk.preview(upload('mixed.csv'));
  await expectAccessible(page, 'preview of starts');

  const rows = await bulk.readRows();
  const eligible = rows.filter(({ verdict }) => verdict === 'eligible');
  expect(eligible.length).toBeGreaterThan(0);
  const verdicts = new Set(rows.map(({ verdict }) => verdict));
  expect(verdicts).toContain('account_does_not_exist');
  await bulk.expectCounts({ eligible: eligible.length, ineligible: rows.length - eligible.length });

  await bulk.askToConfirm();
  await expect(bulk.dialog).toContainText('Write-off control');
  await expect(bulk.dialog).not.toContainText('Products lost');
  await expectAccessible(page, 'confirmation of starts');
  await bulk.confirm.click();

  await expect(bulk.result).toBeVisible();
  await expect(page).toHaveURL(/\/write-off-processes\/starts\/[0-9a-f-]{36}$/);
  await expect(bulk.result).toHaveAttribute('data-started', String(eligible.length));
  await expect(bulk.result).toHaveAttribute('data-failed', String(rows.length - eligible.length));
  const operation = new OperationPage(page);
  const outcomes = await operation.readOutcomes();
  const started = outcomes.filter(({ outcome }) => outcome === 'process_started');
  expect(new Set(started.map(({ account }) => account))).toEqual(
    new Set(eligible.map(({ account }) => account)),
  );
  await expectAccessible(page, 'operation that started processes');

  const row = page.locator('[data-outcome=process_started]').first();
  await row.getByTestId('outcome-process').click();
  await expect(page.getByTestId('process-status')).toBeVisible();

  // Nobody is started twice: the same file again says in which process each is.
  await page.goto(START_MANY);
  await bulk.preview(upload('mixed.csv'));
  await expect(page.getByTestId('used-before')).toBeVisible();
  const again = await bulk.readRows();
  const account = eligible[0]?.account;
  const told = again.find((entry) => entry.account === account && entry.verdict !== 'duplicate_entry');
  expect(told?.verdict).toBe('in_active_process');
});

test('from a filter of Account status', async ({ page }) => {
  await page.goto('/account-status?days_min=100&days_max=130');
  const matches = page.getByRole('status').first();
  await expect(matches).toBeVisible();
  await page.getByTestId('start-many').click();
  await expect(page).toHaveURL(/start-many\?from=account-status&days_min=100&days_max=130$/);
  const bulk = new BulkWriteOffPage(page);
  await expect(bulk.summary).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('account-status.csv');
  const rows = await bulk.readRows();
  expect(rows.length).toBeGreaterThan(0);
  await bulk.askToConfirm();
  await bulk.confirm.click();
  await expect(bulk.result).toBeVisible();
  const file = await page.request.get(
    (await page.getByTestId('download-file').getAttribute('href')) ?? '',
  );
  const kept = (await file.text()).trim().split('\r\n');
  expect(kept[0]).toBe('account ID');
  expect(new Set(kept.slice(1))).toEqual(new Set(rows.map(({ account }) => account)));
});

test('more than 2,000 that match are too many, and the page says so', async ({ page }) => {
  await page.goto('/account-status?state=any');
  await page.getByTestId('start-many').click();
  const problem = page.getByTestId('upload-problem');
  await expect(problem).toHaveAttribute('data-code', 'too_many_entries');
  await expect(problem).toContainText('2,000');
});

test('another control is judged anew, and the choice keeps the focus', async ({ page }) => {
  const bulk = new BulkWriteOffPage(page);
  await page.goto(START_MANY);
  await bulk.preview(upload('eligible.csv'));
  const control = page.getByTestId('start-control');
  const codes = await control.locator('option').evaluateAll((options) =>
    options.map((option) => (option as HTMLOptionElement).value),
  );
  expect(codes.length).toBeGreaterThan(1);
  const before = await bulk.readRows();
  await control.focus();
  await control.selectOption(codes[1] ?? '');
  await expect(control).toBeFocused();
  await expect.poll(() => bulk.readRows()).not.toEqual(before);
});

test.describe('in a French browser', () => {
  test.use({ locale: 'fr-FR' });

  test('by keyboard alone on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    const chooser = page.waitForEvent('filechooser');
    await page.goto(START_MANY);
    const choose = page.getByRole('main').locator('input[type=file]');
    await expect(choose).toBeAttached();
    await pressUntilFocused(page, 'Tab', choose);
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(upload('eligible.csv'));
    const bulk = new BulkWriteOffPage(page);
    await expect(bulk.summary).toBeVisible();
    await expectNoSidewaysScroll(page, 'preview of starts');
    await expectAccessible(page, 'preview of starts on a phone');
    await pressUntilFocused(page, 'Tab', bulk.save);
    await page.keyboard.press('Enter');
    await expect(bulk.cancel).toBeFocused();
    const early = bulk.dialog.getByRole('checkbox');
    if ((await early.count()) > 0) {
      await pressUntilFocused(page, 'Tab', early);
      await page.keyboard.press('Space');
    }
    await pressUntilFocused(page, 'Tab', bulk.confirm);
    await page.keyboard.press('Enter');
    await expect(bulk.result).toBeVisible();
    await expectNoSidewaysScroll(page, 'operation that started processes');
    await expectAccessible(page, 'operation that started processes on a phone');
  });
});
