import { answered } from '../support/complaints.ts';
import { expect, test } from '../support/fixtures.ts';

/** The eight roles, of which only one may write off from a file. */
const ROLES = [
  'Admin',
  'Basic',
  'Sales',
  'Field Technician',
  'Field Management',
  'Back Office Management',
  'Call Centre Basic',
  'Call Centre Advanced',
];

for (const role of ROLES) {
  const may = role === 'Admin';

  test.describe(role, () => {
    test.use({ signedInAs: role, mayComplain: answered(403) });

    test(`is ${may ? '' : 'not '}offered the bulk write-off`, async ({ page }) => {
      await page.goto('/actions');
      await page.getByTestId('nine-dots').click();
      const sheet = page.getByRole('navigation').filter({ has: page.getByRole('link') });
      await expect(sheet.getByRole('link', { name: 'Actions' }).first()).toBeVisible();
      const offers = page.getByRole('link', { name: /bulk write-off/i });
      if (may) await expect(offers.first()).toBeVisible();
      else await expect(offers).toHaveCount(0);
    });

    test(`${may ? 'sees' : 'is told who may see'} the pages of the bulk write-off`, async ({
      page,
    }) => {
      for (const path of ['/actions/bulk-write-off', '/bulk-write-offs']) {
        await page.goto(path);
        await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
        const refusal = page.getByRole('heading', { name: 'Your role may not use this page' });
        if (may) {
          await expect(refusal).toHaveCount(0);
        } else {
          await expect(refusal).toBeVisible();
          await expect(page.getByRole('main')).toContainText('Admin');
          await expect(page.getByTestId('upload-input')).toHaveCount(0);
        }
      }
    });
  });
}
