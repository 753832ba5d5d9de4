import { expect, type Locator, type Page } from '@playwright/test';

import type { MadeFile } from './bulk_write_off.ts';

/** What an account paid, on its page, and the form to record a payment with. */
export class AccountPaymentsPage {
  readonly page: Page;
  readonly rows: Locator;
  readonly record: Locator;
  readonly id: Locator;
  readonly day: Locator;
  readonly amount: Locator;
  readonly channel: Locator;
  readonly save: Locator;
  readonly dialog: Locator;
  readonly toast: Locator;
  readonly cancel: Locator;
  readonly confirm: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page.getByTestId('payment-row');
    this.record = page.getByTestId('record-payment');
    this.id = page.getByTestId('payment-id');
    this.day = page.getByTestId('payment-day');
    this.amount = page.getByTestId('payment-amount');
    this.channel = page.getByTestId('payment-channel');
    this.save = page.getByTestId('save-payment');
    this.dialog = page.getByRole('dialog');
    this.toast = page.getByTestId('toast');
    this.cancel = page.getByTestId('cancel');
    this.confirm = page.getByTestId('confirm');
  }

  async open(account: string): Promise<void> {
    await this.page.goto(`/accounts/${account}`);
    await expect(this.record).toBeVisible();
  }

  /** Opens the form and fills it in; the day stays today. */
  async fillIn(payment: { id: string; amount: string; channel: string }): Promise<void> {
    await this.record.click();
    await expect(this.id).toBeVisible();
    await this.id.fill(payment.id);
    await this.amount.fill(payment.amount);
    await this.channel.selectOption(payment.channel);
  }

  /** The row of a payment. */
  row(id: string): Locator {
    return this.page.locator(`[data-testid="payment-row"][data-payment="${id}"]`);
  }

  /** Asks for a payment to be taken back. */
  async reverse(id: string): Promise<void> {
    await this.row(id).getByTestId('reverse-payment').click();
    await expect(this.confirm).toBeVisible();
  }
}

/** The page on which payments are listed and recorded from a file. */
export class PaymentsPage {
  readonly page: Page;
  readonly input: Locator;
  readonly rows: Locator;
  readonly problem: Locator;
  readonly counts: Locator;
  readonly fileRows: Locator;
  readonly save: Locator;
  readonly refused: Locator;
  readonly leave: Locator;
  readonly cancel: Locator;
  readonly confirm: Locator;

  constructor(page: Page) {
    this.page = page;
    this.input = page.getByTestId('payments-input');
    this.rows = page.getByTestId('payment-row');
    this.problem = page.getByTestId('payments-file-problem');
    this.counts = page.getByTestId('payments-file-counts');
    this.fileRows = page.getByTestId('payments-file-row');
    this.save = page.getByTestId('payments-save');
    this.refused = page.getByTestId('payments-refused');
    this.leave = page.getByTestId('payments-leave');
    this.cancel = page.getByTestId('cancel');
    this.confirm = page.getByTestId('confirm');
  }

  async open(): Promise<void> {
    await this.page.goto('/payments');
    await expect(this.rows.first()).toBeVisible();
  }

  /** Chooses a file and waits until it is said what would become of its rows. */
  async preview(file: MadeFile): Promise<void> {
    await this.input.setInputFiles(file);
    await expect(this.counts).toBeVisible();
  }

  /** Records what can be recorded, and waits for the result. */
  async recordAll(): Promise<void> {
    await this.save.click();
    await this.confirm.click();
    await expect(this.save).toHaveCount(0);
    await expect(this.counts).toBeVisible();
  }

  /** What becomes of each row of the file, by its line. */
  async fates(): Promise<Record<string, string>> {
    const pairs = await this.fileRows.evaluateAll((rows) =>
      rows.map((row) => {
        const { line = '', fate = '' } = (row as HTMLElement).dataset;
        return [line, fate] as const;
      }),
    );
    return Object.fromEntries(pairs);
  }

  /** The row of a line of the file. */
  line(line: number): Locator {
    return this.page.locator(`[data-testid="payments-file-row"][data-line="${line}"]`);
  }
}
