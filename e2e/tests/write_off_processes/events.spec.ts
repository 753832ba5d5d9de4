import { expect, test } from '../../support/fixtures.ts';
import { ProcessPage } from '../../support/pages/process.ts';
import { daysAgo, today } from '../../support/pages/repossession.ts';
import { processOf, startProcess } from '../../support/processes.ts';

test.use({ signedInAs: 'Back Office Management' });

test('an event is added, and what is wrong is said at its fields', async ({
  page,
  server,
  people,
}) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await shown.open(process, 'events');
  await expect(shown.events).toHaveCount(4);
  await page.getByTestId('add-event').click();
  const added = shown.events.last();
  await expect(added.getByTestId('event-type')).toBeFocused();
  await shown.save.click();
  await expect(added.getByTestId('event-type')).toHaveAttribute('aria-invalid', 'true');
  await expect(added.getByTestId('event-type')).toBeFocused();
  await added.getByTestId('event-type').selectOption('sms');
  await added.getByTestId('trigger-date').fill(daysAgo(1));
  await expect(added.getByTestId('trigger-date')).toHaveAttribute('aria-invalid', 'true');
  await added.getByTestId('trigger-date').fill(daysAgo(-7));
  await expect(added).toHaveAttribute('data-trigger-date', daysAgo(-7));
  await expect(page.getByTestId('process-timeline')).toContainText('in 7 days');
  expect((await processOf(server, people.admin, process.id)).events).toHaveLength(4);
  await shown.saved();
  await expect(shown.events).toHaveCount(5);
  const saved = await processOf(server, people.admin, process.id);
  expect(saved.events.at(-1)).toMatchObject({ event_type: 'sms', trigger_on: daysAgo(-7) });
});

test('events are changed and removed, and only Save does it', async ({ page, server, people }) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await shown.open(process, 'events');
  await shown.event(4).getByTestId('trigger-date').fill(daysAgo(-90));
  await shown.event(2).getByTestId('event-type').selectOption('mail');
  await shown.event(3).getByTestId('remove-event').click();
  await expect(shown.event(3)).toHaveAttribute('data-removed', 'true');
  await expect(shown.event(3).getByTestId('remove-event')).toBeFocused();
  await shown.discard.click();
  await expect(shown.event(3)).not.toHaveAttribute('data-removed', 'true');
  await expect(shown.event(2).getByTestId('event-type')).toHaveValue('letter');

  await shown.event(4).getByTestId('trigger-date').fill(daysAgo(-90));
  await shown.event(2).getByTestId('event-type').selectOption('mail');
  await shown.event(3).getByTestId('remove-event').click();
  await shown.saved();
  await expect(shown.events).toHaveCount(3);
  await expect(shown.event(4)).toHaveAttribute('data-trigger-date', daysAgo(-90));
  await expect(shown.event(2)).toContainText('notice to the customer');
});

test('saving without anything pending says that it ends the process', async ({
  page,
  server,
  people,
}) => {
  const process = await startProcess(server, people.admin, { template: 'deposit' });
  const shown = new ProcessPage(page);
  await shown.open(process, 'events');
  for (const sequence of [1, 2]) await shown.event(sequence).getByTestId('remove-event').click();
  await shown.save.click();
  await expect(page.locator('.field-fault').filter({ hasText: /\S/ })).toBeVisible();
  await shown.event(1).getByTestId('remove-event').click();
  await shown.saved();
  await expect(shown.events).toHaveCount(1);
});

test('pending events are re-scheduled, with their days shown before', async ({
  page,
  server,
  people,
}) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await shown.open(process, 'events');
  await page.getByTestId('reschedule').click();
  await expect(page.getByTestId('new-start')).toBeFocused();
  await page.getByTestId('confirm-reschedule').click();
  await expect(page.getByTestId('new-start')).toHaveAttribute('aria-invalid', 'true');
  await page.getByTestId('new-start').fill(daysAgo(-10));
  const moved = page.getByTestId('moved-event');
  await expect(moved.first()).toHaveAttribute('data-trigger-date', daysAgo(-10));
  await expect(moved.last()).toHaveAttribute('data-trigger-date', daysAgo(-70));
  expect((await processOf(server, people.admin, process.id)).version).toBe(process.version);
  await page.getByTestId('confirm-reschedule').click();
  await expect(shown.event(1)).toHaveAttribute('data-trigger-date', daysAgo(-10));
  await expect(shown.event(4)).toHaveAttribute('data-trigger-date', daysAgo(-70));
  await shown.go('', process);
  await expect(page.getByTestId('process-history').first()).toContainText('Re-scheduled');
  await expect(page.getByTestId('process-created')).toHaveAttribute(
    'datetime',
    `${today()}T09:00`,
  );
});

test('a task is completed with a note', async ({ page }) => {
  await page.goto('/actions?type=task');
  await page.getByTestId('process-link').first().click();
  const shown = new ProcessPage(page);
  await expect(shown.title).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}/events`);
  const task = page.locator('[data-testid="process-task"][data-status="pending"]').first();
  await task.getByTestId('complete-task').click();
  await page.getByTestId('task-note').fill('x'.repeat(501));
  await page.getByTestId('save-task').click();
  await expect(page.getByTestId('task-note')).toHaveAttribute('aria-invalid', 'true');
  await page.getByTestId('task-note').fill('Reached <her> at home.');
  await page.getByTestId('save-task').click();
  await expect(page.getByTestId('process-task').filter({ hasText: 'Reached <her>' })).toBeVisible();
  await expect(shown.dialog).toHaveCount(0);
});

test('a message that could not be delivered says why', async ({ page }) => {
  await page.goto('/write-off-processes?failing=true');
  await page.getByTestId('process-row').first().getByRole('link').first().click();
  const shown = new ProcessPage(page);
  await expect(shown.title).toBeVisible();
  await expect(shown.tree.locator('mark').first()).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}/events`);
  const failure = page.locator('[data-testid="event-failure"], [data-testid="message-failure"]');
  await expect(failure.first()).toBeVisible();
});
