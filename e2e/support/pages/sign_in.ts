import type { Locator, Page } from '@playwright/test';

import type { Person } from '../demo.ts';

/** The form to sign in with, on its page or in the dialog that a lost session opens. */
export class SignInForm {
  readonly user: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.user = page.getByTestId('sign-in-user');
    this.password = page.getByTestId('sign-in-password');
    this.submit = page.getByTestId('sign-in-submit');
    this.dialog = page.getByRole('dialog').filter({ has: this.password });
  }

  async signIn({ user, password }: Pick<Person, 'user' | 'password'>): Promise<void> {
    await this.user.fill(user);
    await this.password.fill(password);
    await this.submit.click();
  }
}
