import { expect, test } from '../../support/fixtures.ts';
import { ProcessPage } from '../../support/pages/process.ts';
import {
  groundsOf,
  linkable,
  numberOf,
  processOf,
  startProcess,
  startProcessOf,
} from '../../support/processes.ts';

test.use({ signedInAs: 'Back Office Management' });

test('contracts are linked and taken out on Save, and their history is kept', async ({
  page,
  server,
  people,
}) => {
  const process = await startProcess(server, people.admin, { of: 2 });
  const [first] = process.contracts;
  const [second] = linkable(process);
  const shown = new ProcessPage(page);
  await shown.open(process, 'contracts');
  await expect(shown.contracts).toHaveCount(1);
  const other = page.locator(`[data-testid="other-contract"][data-contract="${second}"]`);
  await other.getByTestId('link').click();
  await expect(other.locator('mark')).toHaveText('linked on Save');
  await shown.contracts.getByTestId('unlink').click();
  await expect(shown.contracts.locator('mark')).toHaveText('taken out on Save');
  expect((await processOf(server, people.admin, process.id)).contracts).toHaveLength(1);
  await shown.saved();
  await expect(shown.contracts).toHaveCount(2);
  const row = (contract: number | undefined) =>
    page.locator(`[data-testid="process-contract"][data-contract="${contract}"]`);
  await expect(row(first?.contract)).toHaveAttribute('data-status', 'inactive');
  await expect(row(first?.contract)).toContainText('taken out');
  await expect(row(second)).toHaveAttribute('data-status', 'active');
});

test('without a contract nothing is saved', async ({ page, server, people }) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await shown.open(process, 'contracts');
  await shown.contracts.getByTestId('unlink').click();
  await shown.save.click();
  await expect(page.locator('.field-fault').filter({ hasText: /\S/ })).toBeVisible();
  // What decides the control is no longer linked, so that it can be chosen.
  await shown.go('', process);
  await expect(shown.control).toBeEnabled();
  await shown.discard.click();
  await expect(shown.control).toBeDisabled();
});

test('a contract of another process says which', async ({ page, server, people }) => {
  const one = await startProcess(server, people.admin, { of: 2 });
  const grounds = await groundsOf(server, people.admin, one.account.account);
  const other = await startProcessOf(server, people.admin, grounds);
  await new ProcessPage(page).open(one, 'contracts');
  const taken = other.contracts[0]?.contract;
  const row = page.locator(`[data-testid="other-contract"][data-contract="${taken}"]`);
  await expect(row.getByTestId('link')).toBeDisabled();
  await expect(row).toContainText(numberOf(other));
});
