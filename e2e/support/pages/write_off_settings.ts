import { expect, type Locator, type Page } from '@playwright/test';

export type Kind = 'debt_classes' | 'event_types' | 'templates' | 'controls' | 'agencies';

/** The page on which write-off processes are set up. */
export class WriteOffSettingsPage {
  readonly save: Locator;
  readonly discard: Locator;
  readonly notice: Locator;
  readonly faults: Locator;

  constructor(readonly page: Page) {
    this.save = page.getByTestId('save');
    this.discard = page.getByTestId('discard-changes');
    this.notice = page.getByTestId('settings-notice');
    this.faults = page.locator('.field-fault:not(:empty)');
  }

  async open(): Promise<void> {
    await this.page.goto('/settings/write-off');
    await expect(this.section('debt_classes')).toBeVisible();
  }

  section(kind: Kind): Locator {
    return this.page.locator(`section#${kind}`);
  }

  /** What there is of a kind. */
  items(kind: Kind): Locator {
    return this.section(kind).getByTestId('setting');
  }

  /** Adds something, and names it; what was added. */
  async add(kind: Kind, name: string): Promise<Locator> {
    await this.section(kind).getByTestId(`add-${kind}`).click();
    const added = this.items(kind).last();
    await added.getByTestId('setting-name').fill(name);
    return added;
  }

  /** Opens something that has a name. */
  async card(kind: Kind, name: string): Promise<Locator> {
    const card = this.items(kind).filter({
      has: this.page.locator('summary', { hasText: name }),
    });
    await card.locator('summary').click();
    return card;
  }

  /** Saves, and waits until that is done. */
  async saveAll(): Promise<void> {
    await this.save.click();
    await expect(this.page.getByTestId('unsaved')).not.toHaveText(/Not saved|Pas encore/);
    await expect(this.save).toBeDisabled();
  }
}
