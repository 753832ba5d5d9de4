import { expect, type Page } from '@playwright/test';

import type { Look } from './every_state.ts';
import { ProcessPage } from './pages/process.ts';
import { daysAgo } from './pages/repossession.ts';

/** Leads through the pages of write-off processes, and every state of them. */
export async function throughTheProcesses(page: Page, look: Look): Promise<void> {
  await search(page, look);
  await reading(page, look);
  await starting(page, look);
  await changing(page, look);
}

const rows = (page: Page) => page.getByTestId('process-row');

async function search(page: Page, look: Look): Promise<void> {
  await page.goto('/write-off-processes');
  await expect(rows(page).first()).toBeVisible();
  await look('write-off processes');
  await page.goto('/write-off-processes?customer=nobody-at-all');
  await expect(page.locator('.empty')).not.toBeEmpty();
  await look('write-off processes, none found');
  await page.goto('/write-off-processes/0009999999');
  await expect(page.getByRole('main').getByRole('heading')).toBeVisible();
  await look('no such process');
}

/** Processes as the demonstration has them: with a failure, with a task, ended in each way. */
async function reading(page: Page, look: Look): Promise<void> {
  const process = new ProcessPage(page);
  for (const query of ['failing=true', 'reason=completed', 'reason=canceled_by_user']) {
    await page.goto(`/write-off-processes?${query}`);
    await rows(page).first().getByRole('link').first().click();
    await expect(process.title).toBeVisible();
    await look(`the first process of ${query}`);
    const path = new URL(page.url()).pathname;
    for (const tab of ['events', 'contracts']) {
      await page.goto(`${path}/${tab}`);
      await expect(process.title).toBeVisible();
      await look(`the first process of ${query}, ${tab}`);
    }
  }
  await page.goto('/actions?type=task');
  await page.getByTestId('process-link').first().click();
  await expect(process.title).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}/events`);
  await page.getByTestId('complete-task').first().click();
  await expect(page.getByTestId('task-note')).toBeVisible();
  await look('a task to be completed');
}

async function starting(page: Page, look: Look): Promise<void> {
  await page.goto('/account-status?state=defaulted&sort=latest_default');
  await page.getByTestId('account-row').first().click();
  await expect(page.getByTestId('start-process')).toBeVisible();
  await page.getByTestId('hold-account').click();
  await page.getByTestId('hold-until').fill(daysAgo(-4000));
  await page.getByTestId('save-hold').click();
  await expect(page.getByTestId('hold-until')).toHaveAttribute('aria-invalid', 'true');
  await look('an account to be held, with a fault');
  await page.getByTestId('hold-until').fill(daysAgo(-10));
  await page.getByTestId('save-hold').click();
  await expect(page.getByTestId('held-until')).toBeVisible();
  await look('an account on hold');
  await page.getByTestId('start-process').click();
  const ticks = page.locator('[data-testid="contract-tick"]:checked');
  await expect(ticks.first()).toBeVisible();
  await look('a process to be started');
  for (let left = await ticks.count(); left > 0; left -= 1) await ticks.first().uncheck();
  await page.getByTestId('start-created-at').fill('');
  await page.getByTestId('start').click();
  await expect(page.locator('.field-fault').filter({ hasText: /\S/ }).first()).toBeVisible();
  await look('a process to be started, with faults');
  await page.getByTestId('start-created-at').fill(`${daysAgo(0)}T08:00`);
  await page.locator('[data-testid="contract-tick"]:enabled').first().check();
  await page.getByTestId('start-template').selectOption('commercial');
  await page.getByTestId('start').click();
  await expect(page.getByTestId('process-title')).toBeVisible();
}

/** The process that was started. */
async function changing(page: Page, look: Look): Promise<void> {
  const process = new ProcessPage(page);
  const path = new URL(page.url()).pathname;
  await look('a process that was started');
  await process.template.selectOption('residential');
  await process.comments.fill('x'.repeat(501));
  await process.save.click();
  await look('a process with another template, and a fault');
  await page.locator('.crumbs a').click();
  await expect(process.dialog).toBeVisible();
  await look('leaving a process with changes');
  await page.getByTestId('stay').click();
  await process.discard.click();

  await page.goto(`${path}/events`);
  await page.getByTestId('add-event').click();
  await process.event(3).getByTestId('remove-event').click();
  await process.save.click();
  await expect(process.events.last().getByTestId('event-type')).toBeFocused();
  await look('events, with faults');
  await page.goto(path);
  await process.save.click();
  await expect(page.getByTestId('wrong-elsewhere')).toBeVisible();
  await look('a process with faults on another page');
  await process.discard.click();
  await page.getByTestId('reschedule').click();
  await page.getByTestId('new-start').fill(daysAgo(-10));
  await expect(page.getByTestId('moved-event').first()).toHaveAttribute('data-trigger-date', /./);
  await look('a process to be re-scheduled');
  await page.keyboard.press('Escape');

  await page.goto(`${path}/contracts`);
  await process.contracts.first().getByTestId('unlink').click();
  await process.save.click();
  await expect(page.locator('.field-fault').filter({ hasText: /\S/ }).first()).toBeVisible();
  await look('contracts, with a fault');
  await process.discard.click();
  await page.getByTestId('cancel-process').click();
  await expect(process.dialog).toBeVisible();
  await look('a process to be canceled');
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('read-only')).toBeVisible();
  await look('a process that was canceled');
}
