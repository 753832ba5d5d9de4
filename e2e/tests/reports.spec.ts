import { readFile } from 'node:fs/promises';

import { expect, type Page, test } from '../support/fixtures.ts';
import { ReportPage, REPORTS } from '../support/pages/report.ts';
import { daysAgo, today } from '../support/pages/repossession.ts';

test.use({ signedInAs: 'Back Office Management' });

/** Follows a link that downloads; what the file is called, and its bytes. */
async function download(page: Page, testId: string): Promise<{ name: string; bytes: Buffer }> {
  const saved = page.waitForEvent('download');
  await page.getByTestId(testId).click();
  const file = await saved;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

for (const locale of ['en-GB', 'fr-FR']) {
  test.describe(locale, () => {
    test.use({ locale });

    test('each report opens, with figures that programs can read and charts with a name', async ({
      page,
    }) => {
      const report = new ReportPage(page);
      await page.goto('/reports/write-off-register');
      const titles = new Set<string>();
      for (const name of REPORTS) {
        const link = page.locator(`[data-testid="report-link"][data-name="${name}"]`);
        await link.click();
        await report.expectShown(name);
        await expect(page).toHaveURL(new RegExp(`/reports/${name}$`));
        await expect(link).toHaveAttribute('aria-current', 'page');
        const title = page.getByRole('heading', { level: 1 });
        await expect(title).toHaveText((await link.textContent()) ?? '');
        titles.add((await title.textContent()) ?? '');
        const values = Object.values(await report.values());
        if (name === 'journal-export') expect(values).toEqual([]);
        else expect(values.length, name).toBeGreaterThan(0);
        for (const value of values) expect(value, name).toMatch(/^-?\d+$/);
        const named = page.getByRole('img', { name: /\S/ }).and(report.charts);
        const charts = await report.charts.count();
        await expect.soft(named, name).toHaveCount(charts, { timeout: 1_000 });
        await expect(page.getByTestId('report-check').and(page.locator('.trouble'))).toHaveCount(0);
      }
      expect(titles.size).toBe(REPORTS.length);
      await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
    });
  });
}

test('what is owed agrees with the journal, and debits with credits', async ({ page }) => {
  const report = new ReportPage(page);
  await report.open('ageing');
  await expect(report.figure('difference')).toHaveAttribute('data-value', '0');
  await expect(page.getByTestId('report-check')).toHaveAttribute('data-holds', 'true');
  const { gross_receivables: gross } = await report.values();
  expect(Number(gross)).toBeGreaterThan(0);
  await report.open('trial-balance');
  const { debits, credits } = await report.values();
  expect(debits).toBe(credits);
});

test('days and a centre change the figures and the address, and survive a reload', async ({
  page,
}) => {
  const report = new ReportPage(page);
  await report.open('write-offs');
  await expect(report.to).toHaveValue(today());
  const all = await report.values();
  await report.from.fill(daysAgo(60));
  await report.from.blur();
  await expect(page).toHaveURL(new RegExp(`\\?from=${daysAgo(60)}&to=${today()}$`));
  await expect(report.figure('count')).not.toHaveAttribute('data-value', all['count'] ?? '');
  const ofPeriod = await report.values();
  expect(Number(ofPeriod['count'])).toBeLessThan(Number(all['count']));

  const centre = await report.centre.locator('option').nth(1).getAttribute('value');
  await report.centre.selectOption(centre);
  await expect(page).toHaveURL(new RegExp(`&centre=${centre}$`));
  await expect(report.figure('count')).not.toHaveAttribute('data-value', ofPeriod['count'] ?? '');
  const narrowed = await report.values();
  expect(Number(narrowed['count'])).toBeLessThan(Number(ofPeriod['count']));
  await page.reload();
  await report.expectShown('write-offs');
  expect(await report.values()).toEqual(narrowed);
  await expect(report.centre).toHaveValue(centre ?? '');
  await expect(report.from).toHaveValue(daysAgo(60));

  await report.clear.click();
  await expect(report.figure('count')).toHaveAttribute('data-value', all['count'] ?? '');
});

test('a report is taken along as CSV and as a workbook', async ({ page }) => {
  const report = new ReportPage(page);
  await report.open('write-off-register');
  const rows = await page.getByTestId('report-row').count();
  const csv = await download(page, 'report-csv');
  expect(csv.name).toBe(`write-off-register-${today()}.csv`);
  // A heading, the rows, and the sum.
  const lines = csv.bytes.toString('utf8').trimEnd().split('\r\n');
  expect(lines.length).toBeGreaterThanOrEqual(rows + 1);
  const xlsx = await download(page, 'report-xlsx');
  expect(xlsx.name).toBe(`write-off-register-${today()}.xlsx`);
  expect(xlsx.bytes.subarray(0, 2).toString('latin1')).toBe('PK');
  await report.open('journal-export');
  const journal = await download(page, 'journal-export-csv');
  expect(journal.name).toMatch(new RegExp(`^journal-\\d{4}-\\d\\d-\\d\\d-${today()}\\.csv$`));
});
