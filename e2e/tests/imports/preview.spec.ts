import { readFile } from 'node:fs/promises';

import { expect, test } from '../../support/fixtures.ts';
import { csv } from '../../support/pages/bulk_write_off.ts';
import { ImportsPage } from '../../support/pages/imports.ts';

test('a small file is previewed, narrowed, corrected and imported', async ({ page }) => {
  const imports = new ImportsPage(page);
  await imports.open();
  await imports.preview(
    csv('accounts.csv', [
      'account,customer,centre,phone',
      'NEW-1,Achieng Odhiambo,Kisumu,+254 700 000 001',
      'NEW-2,Wekesa Simiyu,Kisumo,',
      'NEW-3,,Kisumu,',
    ]),
  );
  await imports.expectCounts({ created: 1, changed: 0, same: 0, refused: 2 });
  // What has to be corrected stands first; what is new says what it will have.
  await expect(imports.rows.first()).toHaveAttribute('data-result', 'refused');
  await expect(imports.row('refused').first()).toContainText('Kisumu');
  await expect(imports.row('created')).toContainText('customer name: Achieng Odhiambo');
  await expect(imports.row('created')).toContainText('fulfilment centre: Kisumu');

  await page.getByRole('button', { name: 'Refused 2' }).click();
  await expect(imports.rows).toHaveCount(2);
  await page.getByTestId('find').fill('new-3');
  await expect(imports.rows).toHaveCount(1);

  const download = page.waitForEvent('download');
  await page.getByTestId('download-refused').click();
  const refused = await readFile(await (await download).path(), 'utf8');
  expect(refused).toContain('NEW-2');
  expect(refused).not.toContain('NEW-1');

  await imports.save.click();
  await expect(imports.cancel).toBeFocused();
  await expect(imports.confirm).toHaveText(/^Import 1\srow$/);
  await expect(imports.dialog).toContainText(/2\srefused/);
  await imports.cancel.click();
  await expect(imports.summary).toBeVisible();
  await imports.import();
  await imports.expectCounts({ created: 1, refused: 2 });

  // What was refused is corrected and chosen again: only it is new.
  const corrected = refused.replace('Kisumo', 'Kisumu');
  await imports.open();
  await imports.preview({
    name: 'accounts.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(corrected),
  });
  await imports.expectCounts({ created: 1, refused: 1 });
});

test('the server says the same of a long file, and another one can take its place', async ({
  page,
}) => {
  // More rows than the page judges by itself, and the one to correct stands last.
  const lines = Array.from({ length: 2_100 }, (_, row) => `LONG-${row},Achieng Odhiambo,Kisumu`);
  const imports = new ImportsPage(page);
  await imports.open();
  await imports.preview(
    csv('accounts.csv', ['account,customer,centre', ...lines, 'LONG-X,Wekesa Simiyu,Kisumo']),
  );
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/);
  await expect(page).toHaveTitle(/^accounts\.csv/);
  await imports.expectCounts({ created: 2_100, refused: 1 });
  await expect(imports.rows).toHaveCount(200);
  await expect(imports.rows.first()).toHaveAttribute('data-result', 'refused');
  await expect(imports.row('created').first()).toContainText('customer name: Achieng Odhiambo');
  await expect(imports.row('created').first()).toContainText('fulfilment centre: Kisumu');
  await page.getByTestId('more-rows').click();
  await expect(imports.rows).toHaveCount(400);

  await imports.choose(csv('centres.csv', ['centre', 'Kisii']));
  await expect(page).toHaveURL(/\/imports$/);
  await imports.expectCounts({ created: 1, refused: 0 });
  await page.getByTestId('discard').click();
  await expect(imports.summary).toHaveCount(0);
});

test('what columns are is said once, and remembered', async ({ page }) => {
  const lines = ['Dossier,Client,Shop', 'NEW-7,Achieng Odhiambo,Kisumu'];
  const imports = new ImportsPage(page);
  await imports.open();
  await imports.choose(csv('export-7.csv', lines));
  await expect(imports.which).toBeVisible();
  await expect(page.getByTestId('use-columns')).toBeDisabled();
  await page.getByTestId('which-kind').selectOption('accounts');
  await page.getByTestId('use-columns').click();
  await expect(page.getByTestId('missing-columns')).not.toBeEmpty();
  const fields = page.getByTestId('which-field');
  await fields.nth(0).selectOption('account');
  await fields.nth(1).selectOption('customer');
  await fields.nth(2).selectOption('centre');
  await page.getByTestId('use-columns').click();
  await expect(imports.summary).toBeVisible();
  await imports.import();

  await imports.open();
  await imports.choose(csv('accounts.csv', [...lines, 'NEW-8,Wekesa Simiyu,Kisumu']));
  await expect(imports.summary).toBeVisible();
  await imports.expectCounts({ created: 1, same: 1 });
});

test('several files are imported one after the other', async ({ page }) => {
  const imports = new ImportsPage(page);
  await imports.open();
  await imports.choose(
    csv('accounts.csv', ['account,customer,centre', 'NEW-1,Achieng Odhiambo,Kisii']),
    csv('centres.csv', ['centre', 'Kisii']),
  );
  // Centres come first, in whatever order they were chosen.
  await expect(imports.summary).toBeVisible();
  await expect(imports.rows).toHaveAttribute('data-kind', 'centres');
  await imports.import();
  await page.getByTestId('next-file').click();
  await expect(imports.rows).toHaveAttribute('data-kind', 'accounts');
  await imports.expectCounts({ created: 1, refused: 0 });
});

test('a file that is none says what it is', async ({ page }) => {
  const imports = new ImportsPage(page);
  await imports.open();
  await imports.choose(csv('accounts.csv', ['']));
  await expect(imports.problem).toBeVisible();
  await imports.choose(csv('centres.csv', ['centre', 'Kisii']));
  await expect(imports.summary).toBeVisible();
});
