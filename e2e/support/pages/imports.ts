import { expect, type Locator, type Page } from '@playwright/test';

import type { MadeFile } from './bulk_write_off.ts';

/** How many rows each result has. */
export interface Counts {
  readonly created?: number;
  readonly changed?: number;
  readonly same?: number;
  readonly refused?: number;
}

/** The page of imports, and that of one import. */
export class ImportsPage {
  readonly page: Page;
  readonly input: Locator;
  readonly problem: Locator;
  readonly which: Locator;
  readonly summary: Locator;
  readonly rows: Locator;
  readonly save: Locator;
  readonly confirm: Locator;
  readonly cancel: Locator;
  readonly dialog: Locator;
  readonly nothing: Locator;
  readonly history: Locator;
  readonly sending: Locator;

  constructor(page: Page) {
    this.page = page;
    this.input = page.getByTestId('import-input');
    this.problem = page.getByTestId('import-problem');
    this.which = page.getByTestId('which-columns');
    this.summary = page.getByTestId('import-summary');
    this.rows = page.getByTestId('import-row');
    this.save = page.getByTestId('save');
    this.confirm = page.getByTestId('confirm');
    this.cancel = page.getByTestId('cancel');
    this.dialog = page.getByRole('dialog').filter({ has: this.confirm });
    this.nothing = page.getByTestId('nothing-to-import');
    this.history = page.getByTestId('import-history-row');
    this.sending = page.getByTestId('import-sending');
  }

  async open(): Promise<void> {
    await this.page.goto('/imports');
    await expect(this.input).toBeAttached();
  }

  /** Chooses files; the first of them is looked at. */
  async choose(...files: (string | MadeFile)[]): Promise<void> {
    await this.input.setInputFiles(files as string[]);
  }

  /** Chooses a file and waits until its preview is there. */
  async preview(file: string | MadeFile): Promise<void> {
    await this.choose(file);
    await expect(this.summary).toBeVisible({ timeout: 30_000 });
  }

  async expectCounts(counts: Counts): Promise<void> {
    for (const [result, n] of Object.entries(counts)) {
      await expect(this.summary).toHaveAttribute(`data-${result}`, String(n));
    }
  }

  async count(result: keyof Counts): Promise<number> {
    return Number(await this.summary.getAttribute(`data-${result}`));
  }

  row(result: keyof Counts): Locator {
    return this.page.locator(`[data-testid="import-row"][data-result="${result}"]`);
  }

  /** Imports what the preview shows, and waits for the page of the import. */
  async import(): Promise<void> {
    await this.save.click();
    await expect(this.dialog).toBeVisible();
    await this.confirm.click();
    await expect(this.dialog).toBeHidden({ timeout: 30_000 });
    await expect(this.page.getByTestId('download-file')).toBeVisible();
    await expect(this.save).toHaveCount(0);
    await expect(this.page).toHaveURL(/\/imports\/[0-9a-f-]{36}(\?|$)/);
  }
}
