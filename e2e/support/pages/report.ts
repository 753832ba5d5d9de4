import { expect, type Locator, type Page } from '@playwright/test';

/** Every report, by the name in its address. */
export const REPORTS = [
  'write-off-register',
  'write-offs',
  'delinquency',
  'ageing',
  'portfolio-at-risk',
  'write-off-ratio',
  'recovery-rate',
  'trial-balance',
  'journal-export',
] as const;

export type ReportName = (typeof REPORTS)[number];

/** The page of a report. */
export class ReportPage {
  readonly page: Page;
  readonly covers: Locator;
  readonly figures: Locator;
  readonly charts: Locator;
  readonly definition: Locator;
  readonly from: Locator;
  readonly to: Locator;
  readonly centre: Locator;
  readonly clear: Locator;
  readonly csv: Locator;
  readonly xlsx: Locator;

  constructor(page: Page) {
    this.page = page;
    this.covers = page.getByTestId('report-covers');
    this.figures = page.getByTestId('report-figure');
    this.charts = page.getByTestId('chart');
    this.definition = page.getByTestId('report-definition');
    this.from = page.getByTestId('report-from');
    this.to = page.getByTestId('report-to');
    this.centre = page.getByTestId('report-centre');
    this.clear = page.getByTestId('report-clear');
    this.csv = page.getByTestId('report-csv');
    this.xlsx = page.getByTestId('report-xlsx');
  }

  /** Opens a report and waits until it is there. */
  async open(name: ReportName, query = ''): Promise<void> {
    await this.page.goto(`/reports/${name}${query}`);
    await this.expectShown(name);
  }

  /** The report is there, with how it is computed. */
  async expectShown(name: ReportName): Promise<void> {
    await expect(this.page.locator(`[data-testid="report"][data-name="${name}"]`)).toBeVisible();
    await expect(this.definition).toBeVisible();
  }

  figure(name: string): Locator {
    return this.page.locator(`[data-testid="report-figure"][data-name="${name}"]`);
  }

  /** What the figures are, by name, as programs read them. */
  async values(): Promise<Record<string, string>> {
    const pairs = await this.figures.evaluateAll((figures) =>
      figures.map((figure) => {
        const { name = '', value = '' } = (figure as HTMLElement).dataset;
        return [name, value] as const;
      }),
    );
    return Object.fromEntries(pairs);
  }
}
