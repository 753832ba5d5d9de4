import { expect, type Page } from '@playwright/test';

/** A password that is long enough. */
export const PASSWORD = 'a long enough password';

/** A company to be set up. */
export interface NewCompany {
  readonly name: string;
  readonly code: string;
  readonly currency: string;
  readonly timeZone: string;
}

export const KENYA: NewCompany = {
  name: 'Sunrise Energy Kenya',
  code: 'KE',
  currency: 'KES',
  timeZone: 'Africa/Nairobi',
};

export const SENEGAL: NewCompany = {
  name: 'Soleil Levant Sénégal',
  code: 'SN',
  currency: 'XOF',
  timeZone: 'Africa/Dakar',
};

/** The form that sets an empty database up. */
export class SetUpForm {
  constructor(private readonly page: Page) {}

  async fill(company: NewCompany): Promise<void> {
    await this.page.getByTestId('company-name').fill(company.name);
    await this.page.getByTestId('company-code').fill(company.code);
    await this.page.getByTestId('company-currency').fill(company.currency);
    await this.page.getByTestId('company-time-zone').fill(company.timeZone);
    await this.page.getByTestId('admin-name').fill('A. Wanjiku');
    await this.page.getByTestId('admin-user-name').fill('wanjiku');
    await this.page.getByTestId('new-password').fill(PASSWORD);
    await this.page.getByTestId('new-password-again').fill(PASSWORD);
  }

  async save(): Promise<void> {
    await this.page.getByTestId('set-up-save').click();
    await expect(this.page).toHaveURL(/\/start$/);
  }
}
