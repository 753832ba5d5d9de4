import { expect, type Locator, type Page } from '@playwright/test';

/** The page on which an account is looked for. */
export class AccountStatusPage {
  readonly page: Page;
  readonly search: Locator;
  readonly rows: Locator;
  readonly state: Locator;
  readonly centre: Locator;
  readonly daysMin: Locator;
  readonly daysMax: Locator;
  readonly clear: Locator;

  constructor(page: Page) {
    this.page = page;
    this.search = page.getByTestId('account-search');
    this.rows = page.getByTestId('account-row');
    this.state = page.getByTestId('account-state-filter');
    this.centre = page.getByTestId('account-centre-filter');
    this.daysMin = page.getByTestId('account-days-min');
    this.daysMax = page.getByTestId('account-days-max');
    this.clear = page.getByTestId('account-search-clear');
  }

  /** Opens it and waits for the first accounts. */
  async open(query = ''): Promise<void> {
    await this.page.goto(`/account-status${query}`);
    await expect(this.rows.first()).toBeVisible();
  }

  /** The heading that sorts by its column. */
  sort(column: string): Locator {
    return this.page.getByRole('columnheader', { name: column });
  }

  /** The row of an account. */
  row(account: string): Locator {
    return this.page.locator(`[data-testid="account-row"][data-account="${account}"]`);
  }

  /** What stands in the first row. */
  async first(): Promise<{ account: string; customer: string; phone: string; centre: string }> {
    const [, customer = '', centre = ''] = await this.rows
      .first()
      .getByRole('cell')
      .evaluateAll((cells) => cells.map((cell) => cell.firstChild?.textContent ?? ''));
    const phone = await this.rows.first().locator('small').first().innerText();
    const account = await this.rows.first().getAttribute('data-account');
    return { account: account ?? '', customer, phone, centre };
  }

  /** The accounts that are shown, in their order. */
  async accounts(): Promise<string[]> {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => (row as HTMLElement).dataset['account'] ?? ''),
    );
  }
}
