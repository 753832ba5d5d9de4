import { expect, type Locator, type Page } from '@playwright/test';

export type Section =
  | 'company'
  | 'arrears'
  | 'payments'
  | 'centres'
  | 'products'
  | 'chart'
  | 'holidays';

/** The page with the company's settings. */
export class CompanySettingsPage {
  readonly notice: Locator;
  readonly faults: Locator;

  constructor(readonly page: Page) {
    this.notice = page.getByTestId('settings-notice');
    this.faults = page.locator('.field-fault:not(:empty)');
  }

  async open(): Promise<void> {
    await this.page.goto('/settings');
    await expect(this.section('company')).toBeVisible();
  }

  section(section: Section): Locator {
    return this.page.getByTestId(`settings-section-${section}`);
  }

  save(section: Section): Locator {
    return this.page.getByTestId(`settings-save-${section}`);
  }

  /** Saves a section, and waits until that is done. */
  async saveSection(section: Section): Promise<void> {
    await this.save(section).click();
    await expect(this.save(section)).toBeDisabled();
    await expect(this.section(section).getByTestId('discard-changes')).toHaveCount(0);
  }

  /** Adds a holiday; what was added. */
  async addHoliday(day: string, name: string): Promise<Locator> {
    await this.page.getByTestId('add-holidays').click();
    const added = this.page.getByTestId('holiday').last();
    await added.getByTestId('holiday-day').fill(day);
    await added.getByTestId('holiday-name').fill(name);
    return added;
  }

  /** What a product is worth, by the place of its condition. */
  value(product: number, condition: number): Locator {
    return this.page
      .getByTestId('product')
      .nth(product)
      .getByTestId('product-value')
      .nth(condition);
  }
}
