import { expect, type Locator, type Page } from '@playwright/test';

/** A row of the preview, as it says of itself. */
export interface Row {
  readonly account: string;
  readonly verdict: string;
  readonly days: number | null;
  readonly line: number;
}

/** A file that needs no place on disk. */
export interface MadeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The page on which a file is chosen, looked over and confirmed. */
export class BulkWriteOffPage {
  readonly page: Page;
  readonly input: Locator;
  readonly problem: Locator;
  readonly summary: Locator;
  readonly rows: Locator;
  readonly save: Locator;
  readonly confirm: Locator;
  readonly cancel: Locator;
  readonly dialog: Locator;
  readonly result: Locator;

  constructor(page: Page) {
    this.page = page;
    this.input = page.getByTestId('upload-input');
    this.problem = page.getByTestId('upload-problem');
    this.summary = page.getByTestId('preview-summary');
    this.rows = page.getByTestId('preview-row');
    this.save = page.getByTestId('save');
    this.confirm = page.getByTestId('confirm');
    this.cancel = page.getByTestId('cancel');
    this.dialog = page.getByRole('dialog').filter({ has: this.confirm });
    this.result = page.getByTestId('operation-summary');
  }

  async open(): Promise<void> {
    await this.page.goto('/actions/bulk-write-off');
    await expect(this.input).toBeAttached();
  }

  async choose(file: string | MadeFile): Promise<void> {
    await this.input.setInputFiles(file);
  }

  /** Chooses a file and waits until its preview is there. */
  async preview(file: string | MadeFile): Promise<void> {
    await this.choose(file);
    await expect(this.summary).toBeVisible();
  }

  async readRows(): Promise<Row[]> {
    return this.rows.evaluateAll((elements) =>
      elements.map((element) => {
        const { account = '', verdict = '', days = '', line = '' } = (element as HTMLElement)
          .dataset;
        return { account, verdict, days: days === '' ? null : Number(days), line: Number(line) };
      }),
    );
  }

  async expectCounts(counts: { eligible: number; ineligible: number }): Promise<void> {
    await expect(this.summary).toHaveAttribute('data-eligible', String(counts.eligible));
    await expect(this.summary).toHaveAttribute('data-ineligible', String(counts.ineligible));
    const entries = counts.eligible + counts.ineligible;
    await expect(this.summary).toHaveAttribute('data-entries', String(entries));
  }

  /** Opens the confirmation and ticks the early ones as seen, if it asks for that. */
  async askToConfirm(): Promise<void> {
    await this.save.click();
    await expect(this.dialog).toBeVisible();
    const early = this.dialog.getByRole('checkbox');
    if ((await early.count()) > 0) await early.check();
    await expect(this.confirm).toBeEnabled();
  }

  /** Writes off what the preview shows as eligible, and waits for the result. */
  async writeOff(): Promise<void> {
    await this.askToConfirm();
    await this.confirm.click();
    await expect(this.result).toBeVisible();
  }
}

/** A text file of lines. */
export function csv(name: string, lines: readonly string[]): MadeFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
}
