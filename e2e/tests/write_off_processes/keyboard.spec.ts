import { expect, test } from '../../support/fixtures.ts';
import { pressUntilFocused } from '../../support/keyboard.ts';
import { ProcessPage } from '../../support/pages/process.ts';
import { daysAgo } from '../../support/pages/repossession.ts';
import { pathOf, processOf, startProcess } from '../../support/processes.ts';

test.use({ signedInAs: 'Back Office Management' });

test('a process is found, changed and canceled by keyboard alone', async ({
  page,
  server,
  people,
}) => {
  const process = await startProcess(server, people.admin);
  const shown = new ProcessPage(page);
  await page.goto('/write-off-processes');
  const id = page.getByTestId('filter-id');
  await expect(id).toBeVisible();
  await pressUntilFocused(page, 'Tab', id);
  await page.keyboard.type(String(process.id));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(pathOf(process));

  const events = page.locator(`.process-tabs a[href="${pathOf(process, 'events')}"]`);
  await expect(events).toBeVisible();
  await pressUntilFocused(page, 'Tab', events);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(pathOf(process, 'events'));
  const add = page.getByTestId('add-event');
  await expect(add).toBeVisible();
  await pressUntilFocused(page, 'Tab', add);
  await page.keyboard.press('Enter');
  const added = shown.events.last();
  await expect(added.getByTestId('event-type')).toBeFocused();
  await page.keyboard.type('Reminder by SMS');
  await page.keyboard.press('Tab');
  await expect(added.getByTestId('trigger-date')).toBeFocused();
  // A day that reads the same whichever way round the browser asks for it.
  const days = Array.from({ length: 60 }, (_, days) => daysAgo(-days).split('-'));
  const [year = '', month = '', day = ''] = days.find(([, month, day]) => month === day) ?? [];
  await page.keyboard.type(day + month + year);
  await pressUntilFocused(page, 'Tab', shown.save);
  await page.keyboard.press('Enter');
  await expect(shown.events).toHaveCount(5);
  await expect(page.locator('.save-bar[data-unsaved]')).toHaveCount(0);
  const saved = await processOf(server, people.admin, process.id);
  expect(saved.events.at(-1)).toMatchObject({
    event_type: 'sms',
    trigger_on: [year, month, day].join('-'),
  });

  await pressUntilFocused(page, 'Shift+Tab', page.getByTestId('cancel-process'));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cancel')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('read-only')).toBeVisible();
  expect((await processOf(server, people.admin, process.id)).reason).toBe('canceled_by_user');
});
