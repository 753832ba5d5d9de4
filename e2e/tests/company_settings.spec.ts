import { randomUUID } from 'node:crypto';

import { expectAccessible, expectNoSidewaysScroll } from '../support/accessible.ts';
import { answered } from '../support/complaints.ts';
import { expect, test } from '../support/fixtures.ts';
import { CompanySettingsPage } from '../support/pages/company_settings.ts';
import { asPerson } from '../support/session.ts';

test('sections are saved one by one, and stand there after a reload', async ({ page }) => {
  const settings = new CompanySettingsPage(page);
  await settings.open();
  await expect(settings.save('arrears')).toBeDisabled();
  await page.getByTestId('default-after-days').fill('45');
  await page.getByTestId('early-write-off-days').fill('61');
  await settings.value(0, 1).fill('1250.5');
  await settings.saveSection('arrears');
  // What was typed elsewhere is still there, and not saved.
  await expect(settings.save('products')).toBeEnabled();
  await settings.saveSection('products');
  await page.getByTestId('add-centres').click();
  await expect(page.getByTestId('centre-name').last()).toBeFocused();
  await page.keyboard.type('Thika');
  await settings.saveSection('centres');

  await page.reload();
  await expect(page.getByTestId('default-after-days')).toHaveValue('45');
  await expect(page.getByTestId('early-write-off-days')).toHaveValue('61');
  await expect(settings.value(0, 1)).toHaveValue('1250.50');
  await expect(page.getByTestId('centre-name').last()).toHaveValue('Thika');
  await expect(page.getByTestId('centre').last().getByTestId('remove')).toHaveCount(0);
  // The journal of the demonstration has entries.
  const currency = page.getByTestId('company-currency');
  await expect(currency).toContainText('this cannot change any more');
  await expect(currency.locator('input')).toHaveCount(0);
});

test('what is wrong stands at its field, and nothing is sent', async ({ page }) => {
  const settings = new CompanySettingsPage(page);
  await settings.open();
  let sent = 0;
  page.on('request', (request) => (sent += request.method() === 'PUT' ? 1 : 0));
  await page.getByTestId('daily-run-hour').fill('24');
  await settings.save('arrears').click();
  await expect(page.getByTestId('daily-run-hour')).toBeFocused();
  await expect(settings.faults).toHaveText('A whole number from 0 to 23.');
  await settings.section('arrears').getByTestId('discard-changes').click();
  await expect(settings.faults).toHaveCount(0);
  for (const channel of ['mobile_money', 'cash', 'bank']) {
    await page.getByTestId(channel).uncheck();
  }
  await settings.save('payments').click();
  await expect(settings.faults).toHaveText('Leave at least one way of paying.');
  await expect(settings.faults).toBeFocused();
  expect(sent).toBe(0);
});

test('holidays are added, renamed and removed', async ({ page }) => {
  const settings = new CompanySettingsPage(page);
  await settings.open();
  const holidays = page.getByTestId('holiday');
  const before = await holidays.count();
  await page.getByTestId('add-holidays').click();
  await expect(page.getByTestId('holiday-day').last()).toBeFocused();
  await settings.save('holidays').click();
  await expect(settings.faults).toHaveCount(2);
  await expect(page.getByTestId('holiday-day').last()).toBeFocused();
  await page.getByTestId('holiday-day').last().fill('2031-12-12');
  await page.getByTestId('holiday-name').last().fill('Jamhuri');
  await holidays.first().getByTestId('remove').click();
  await settings.saveSection('holidays');
  await page.getByTestId('holiday-name').last().fill('Jamhuri Day');
  await settings.saveSection('holidays');

  await page.reload();
  await expect(holidays).toHaveCount(before);
  await expect(page.getByTestId('holiday-day').last()).toHaveValue('2031-12-12');
  await expect(page.getByTestId('holiday-name').last()).toHaveValue('Jamhuri Day');
  await page.goto('/audit');
  const latest = page.getByTestId('audit-row').first();
  await latest.getByText('Details').click();
  await expect(latest).toContainText('holidays/2031-12-12');
});

test('leaving with changes asks, and staying keeps them', async ({ page }) => {
  const settings = new CompanySettingsPage(page);
  await settings.open();
  await page.getByTestId('company-name').fill('Sunset');
  await page.locator('.bar .brand').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('stay')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('company-name')).toHaveValue('Sunset');
  await page.locator('.bar .brand').click();
  await dialog.getByTestId('leave').click();
  await expect(page).not.toHaveURL(/settings/);
});

test.describe('while somebody else saves', () => {
  test.use({ mayComplain: answered(409) });

  test('nothing is overwritten, and theirs can be shown', async ({ page, server, people }) => {
    const settings = new CompanySettingsPage(page);
    await settings.open();
    const headers = { 'content-type': 'application/json', ...asPerson(people.admin) };
    const shown = await (await fetch(`${server.origin}/api/settings`, { headers })).json();
    const put = await fetch(`${server.origin}/api/settings/${randomUUID()}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify({
        version: shown.version,
        settings: { ...shown.settings, early_write_off_days: 12 },
      }),
    });
    expect(put.status).toBe(201);
    await page.getByTestId('early-write-off-days').fill('44');
    await settings.save('arrears').click();
    await expect(settings.notice).toContainText('saved other settings meanwhile');
    await expect(page.getByTestId('early-write-off-days')).toHaveValue('44');
    await page.getByTestId('load-latest').click();
    await expect(page.getByTestId('early-write-off-days')).toHaveValue('12');
    await expect(settings.notice).toBeEmpty();
  });
});

test.describe('in French', () => {
  test.use({ locale: 'fr-FR' });

  test('a threshold and a value are changed', async ({ page }) => {
    const settings = new CompanySettingsPage(page);
    await settings.open();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Paramètres');
    await page.getByTestId('default-after-days').fill('38');
    await settings.saveSection('arrears');
    await settings.value(1, 0).fill('2 500,75');
    await settings.saveSection('products');
    await expect(page.getByText('Les paramètres sont enregistrés.')).toBeVisible();
    await page.reload();
    await expect(page.getByTestId('default-after-days')).toHaveValue('38');
    await expect(settings.value(1, 0)).toHaveValue('2500.75');
  });
});

for (const { locale, width } of [
  { locale: 'en-GB', width: 1280 },
  { locale: 'fr-FR', width: 360 },
]) {
  test.describe(`${locale} at ${width} pixels`, () => {
    test.use({ locale, viewport: { width, height: 800 } });

    test('axe finds nothing wrong, and nothing sticks out', async ({ page }) => {
      test.setTimeout(120_000);
      const settings = new CompanySettingsPage(page);
      await settings.open();
      await expectNoSidewaysScroll(page, 'as it is opened');
      await expectAccessible(page, 'as it is opened');
      await page.getByTestId('add-products').click();
      await settings.addHoliday('2031-12-12', '');
      await settings.save('products').click();
      await expect(settings.faults.first()).toBeVisible();
      await expectNoSidewaysScroll(page, 'refused');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page, `refused, ${colorScheme}`);
      }
    });
  });
}

test.describe('to others than an Admin', () => {
  test.use({ signedInAs: 'Back Office Management' });

  test('the page says who may', async ({ page }) => {
    await page.goto('/settings');
    await expect(page.getByRole('main').getByRole('listitem')).toHaveText(['Admin']);
  });
});
