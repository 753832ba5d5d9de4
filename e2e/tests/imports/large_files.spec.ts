import { answered } from '../../support/complaints.ts';
import { expect, test } from '../../support/fixtures.ts';
import { csv } from '../../support/pages/bulk_write_off.ts';
import { ImportsPage } from '../../support/pages/imports.ts';

/** More than the page reads by itself: some three megabytes. */
const ROWS = 60_000;

/** Slow enough for the file to be seen on its way. */
const SLOW_BYTES_A_SECOND = 400_000;

test('a large file says how much of it is sent, and can be cancelled', async ({ page }) => {
  test.setTimeout(120_000);
  const browser = await page.context().newCDPSession(page);
  const throttle = (uploadThroughput: number) =>
    browser.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await browser.send('Network.enable');
  const lines = Array.from(
    { length: ROWS },
    (_, row) => `BIG-${row},Achieng Odhiambo the ${row}th,Kisumu`,
  );
  const file = csv('accounts.csv', ['account,customer,centre', ...lines]);
  const imports = new ImportsPage(page);
  await imports.open();
  await throttle(SLOW_BYTES_A_SECOND);
  await imports.choose(file);
  const percent = async () => Number(await imports.sending.getAttribute('data-percent'));
  await expect.poll(percent).toBeGreaterThan(0);
  const first = await percent();
  expect(first).toBeLessThan(90);
  await expect(imports.sending).toContainText(/[\d.]+\sMB of [\d.]+\sMB, \d+% sent/);
  await expect(imports.sending.getByRole('progressbar')).toHaveAttribute('value', /\d+/);
  await expect.poll(percent).toBeGreaterThan(first);
  await page.getByTestId('cancel-sending').click();
  await expect(imports.sending).toHaveCount(0);
  await expect(imports.input).toBeAttached();

  await throttle(-1);
  await imports.preview(file);
  await imports.expectCounts({ created: ROWS, refused: 0 });
});

test.describe('in French', () => {
  test.use({ locale: 'fr-FR', mayComplain: answered(422) });

  test('a workbook that cannot be read says why and what to do', async ({ page }) => {
    const imports = new ImportsPage(page);
    await imports.open();
    await imports.choose({
      name: 'comptes.xls',
      mimeType: 'application/vnd.ms-excel',
      buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    });
    await expect(imports.problem).toHaveAttribute('data-code', 'workbook_damaged');
    await expect(imports.problem).toContainText('Le classeur est endommagé ou incomplet');
    await expect(imports.problem).toContainText('enregistrez-le de nouveau en .xlsx ou .ods');
  });
});
