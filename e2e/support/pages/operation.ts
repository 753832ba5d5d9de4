import { expect, type Locator, type Page } from '@playwright/test';

/** What became of an entry, as the page says. */
export interface Outcome {
  readonly account: string;
  readonly outcome: string;
}

/** The page of one operation. */
export class OperationPage {
  readonly page: Page;
  readonly summary: Locator;
  readonly outcomes: Locator;

  constructor(page: Page) {
    this.page = page;
    this.summary = page.getByTestId('operation-summary');
    this.outcomes = page.getByTestId('outcome-row');
  }

  async expectCounts(counts: { writtenOff: number; failed: number }): Promise<void> {
    await expect(this.summary).toHaveAttribute('data-written-off', String(counts.writtenOff));
    await expect(this.summary).toHaveAttribute('data-failed', String(counts.failed));
  }

  async readOutcomes(): Promise<Outcome[]> {
    return this.outcomes.evaluateAll((elements) =>
      elements.map((element) => {
        const { account = '', outcome = '' } = (element as HTMLElement).dataset;
        return { account, outcome };
      }),
    );
  }

  /** The operation's id, from the address. */
  id(): string {
    const [, id] = /\/bulk-write-offs\/([0-9a-f-]{36})$/.exec(this.page.url()) ?? [];
    if (id === undefined) throw new Error(`no operation at ${this.page.url()}`);
    return id;
  }
}
