import { expect, type Locator, type Page } from '@playwright/test';

import { pathOf } from '../processes.ts';

/** The pages of one write-off process. */
export class ProcessPage {
  readonly page: Page;
  readonly title: Locator;
  readonly status: Locator;
  readonly reason: Locator;
  readonly control: Locator;
  readonly template: Locator;
  readonly comments: Locator;
  readonly tree: Locator;
  readonly events: Locator;
  readonly contracts: Locator;
  readonly others: Locator;
  readonly save: Locator;
  readonly discard: Locator;
  readonly notice: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.title = page.getByTestId('process-title');
    this.status = page.getByTestId('process-status');
    this.reason = page.getByTestId('process-reason');
    this.control = page.getByTestId('process-control');
    this.template = page.getByTestId('process-template');
    this.comments = page.getByTestId('process-comments');
    this.tree = page.getByTestId('process-tree');
    this.events = page.getByTestId('process-event');
    this.contracts = page.getByTestId('process-contract');
    this.others = page.getByTestId('other-contract');
    this.save = page.getByTestId('save');
    this.discard = page.getByTestId('discard-changes');
    this.notice = page.getByTestId('process-notice');
    this.dialog = page.getByRole('dialog');
  }

  async open(process: { readonly id: number }, tab: '' | 'events' | 'contracts' = ''): Promise<void> {
    await this.page.goto(pathOf(process, tab));
    await expect(this.title).toBeVisible();
  }

  /** Goes to one of the pages by its link. */
  async go(tab: '' | 'events' | 'contracts', process: { readonly id: number }): Promise<void> {
    await this.page.locator(`.process-tabs a[href="${pathOf(process, tab)}"]`).click();
    await expect(this.title).toBeVisible();
  }

  /** Saves, and waits until the process is shown as it was saved. */
  async saved(): Promise<void> {
    await this.save.click();
    await expect(this.page.locator('.save-bar[data-unsaved]')).toHaveCount(0);
    await expect(this.title).toBeVisible();
  }

  /** The event of that place. */
  event(sequence: number): Locator {
    return this.page.locator(`[data-testid="process-event"][data-event="${sequence}"]`);
  }
}
