import { expect, type Page } from '@playwright/test';

import type { Look } from './every_state.ts';
import { csv } from './pages/bulk_write_off.ts';
import { ImportsPage } from './pages/imports.ts';

/** Leads through the states of imports, from choosing a file to what was imported. */
export async function throughTheImports(page: Page, look: Look): Promise<void> {
  const imports = new ImportsPage(page);
  await imports.open();
  await look('imports, nothing chosen');
  await imports.choose(csv('empty.csv', ['']));
  await expect(imports.problem).toBeVisible();
  await look('imports, a file without rows');
  await imports.open();
  await imports.choose(csv('export.csv', ['Dossier,Client,Shop', 'NEW-7,Achieng Odhiambo,Kisumu']));
  await expect(imports.which).toBeVisible();
  await look('imports, which kind');
  await page.getByTestId('which-kind').selectOption('accounts');
  await page.getByTestId('use-columns').click();
  await expect(page.getByTestId('missing-columns')).not.toBeEmpty();
  await look('imports, which columns');
  await imports.open();
  await imports.preview(
    csv('accounts.csv', [
      'account,customer,centre',
      'NEW-1,Achieng Odhiambo,Kisumu',
      'NEW-2,Wekesa Simiyu,Kisumo',
    ]),
  );
  await look('imports, preview');
  await imports.save.click();
  await expect(imports.dialog).toBeVisible();
  await look('imports, asked once more');
  await imports.confirm.click();
  await expect(page.getByTestId('download-file')).toBeVisible();
  await look('an import');
  await page.goto('/imports/00000000-0000-4000-8000-000000000000');
  await expect(page.locator('.notice')).toBeVisible();
  await look('an import that is not there');
}
