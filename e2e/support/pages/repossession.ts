import { expect, type Locator, type Page } from '@playwright/test';

/** The form of a repossession, from its first step to what was recorded. */
export class RepossessionPage {
  readonly page: Page;
  readonly date: Locator;
  readonly completedBy: Locator;
  readonly cuNumber: Locator;
  readonly condition: Locator;
  readonly tick: Locator;
  readonly next: Locator;
  readonly quantities: Locator;
  readonly save: Locator;
  readonly confirm: Locator;
  readonly cancel: Locator;
  readonly dialog: Locator;
  readonly recorded: Locator;
  readonly notPossible: Locator;

  constructor(page: Page) {
    this.page = page;
    this.date = page.getByTestId('repossession-date');
    this.completedBy = page.getByTestId('completed-by');
    this.cuNumber = page.getByTestId('cu-number');
    this.condition = page.getByTestId('product-condition');
    this.tick = page.getByTestId('write-off-tick');
    this.next = page.getByTestId('next');
    this.quantities = page.getByTestId('returned-quantity');
    this.save = page.getByTestId('save');
    this.confirm = page.getByTestId('confirm');
    this.cancel = page.getByTestId('cancel');
    this.dialog = page.getByRole('dialog').filter({ has: this.confirm });
    this.recorded = page.getByTestId('recorded');
    this.notPossible = page.getByTestId('not-possible');
  }

  async open(account: string): Promise<void> {
    await this.page.goto(`/accounts/${account}/repossession`);
    await expect(this.date.or(this.notPossible)).toBeVisible();
  }

  /** Fills in the first step as it should be. */
  async fillFirstStep(): Promise<void> {
    await this.date.fill(today());
    await this.completedBy.selectOption({ index: 1 });
    await this.condition.selectOption('used');
  }

  /** Fills in the first step, and leads to the second. */
  async toSecondStep(): Promise<void> {
    await this.fillFirstStep();
    await this.next.click();
    await expect(this.quantities.first()).toBeVisible();
  }

  /** Types the same quantity for every product. */
  async fillQuantities(quantity: string): Promise<void> {
    for (const field of await this.quantities.all()) await field.fill(quantity);
  }

  /** Opens the form of an account, and fills it in: one of each product came back. */
  async fillIn(account: string): Promise<void> {
    await this.open(account);
    await this.toSecondStep();
    await this.fillQuantities('1');
  }

  /** What is wrong with a field, as it is said to those who do not see it. */
  async saidOf(field: Locator): Promise<string> {
    const ids = (await field.getAttribute('aria-describedby')) ?? '';
    const said = ids.split(' ').map((id) => this.page.locator(`[id="${id}"]`).allTextContents());
    return (await Promise.all(said)).flat().join(' ');
  }

  /** A field says what is wrong with it, and keeps what was typed. */
  async expectWrong(field: Locator, words: RegExp, typed?: string): Promise<void> {
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect.poll(() => this.saidOf(field)).toMatch(words);
    if (typed !== undefined) await expect(field).toHaveValue(typed);
  }
}

/** Today where the demonstration's first company is. */
export function today(): string {
  return daysAgo(0);
}

/** A day, so many days before today where the demonstration's first company is. */
export function daysAgo(days: number): string {
  const at = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Nairobi' }).format(at);
}
