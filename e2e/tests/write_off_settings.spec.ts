import { randomUUID } from 'node:crypto';

import { expectAccessible, expectNoSidewaysScroll } from '../support/accessible.ts';
import { answered } from '../support/complaints.ts';
import { expect, type Page, type Person, type Server, test } from '../support/fixtures.ts';
import { pressUntilFocused } from '../support/keyboard.ts';
import { CompanySettingsPage } from '../support/pages/company_settings.ts';
import { today } from '../support/pages/repossession.ts';
import { WriteOffSettingsPage } from '../support/pages/write_off_settings.ts';
import { asPerson } from '../support/session.ts';

const PATH = '/api/write-off-processes/settings';

interface Reply {
  version: number;
  settings: { grace_days: number };
}

/** What is set up, as the server says it. */
async function shown(server: Server, person: Person): Promise<Reply> {
  const reply = await fetch(server.origin + PATH, { headers: asPerson(person) });
  return (await reply.json()) as Reply;
}

/** A type of events that writes off, and a template and a class that nothing uses yet. */
async function begin(settings: WriteOffSettingsPage): Promise<void> {
  const event = await settings.add('event_types', 'End of school loans');
  await event.getByTestId('event-kind').selectOption('write_off');
  const template = await settings.add('templates', 'Plan of schools');
  await template.getByTestId('event-type').selectOption({ label: 'End of school loans' });
  await template.getByTestId('days-after').fill('30');
  await settings.add('debt_classes', 'School loans');
}

test('a class, a template and a control are set up, and a control needs its default', async ({
  page,
  server,
  people,
}) => {
  const settings = new WriteOffSettingsPage(page);
  await settings.open();
  await expect(settings.save).toBeDisabled();
  await begin(settings);
  const control = await settings.add('controls', 'Schools');
  await control.getByTestId('control-class').selectOption({ label: 'School loans' });
  const criterion = control.getByTestId('criterion');
  await criterion.getByTestId('criterion-template').selectOption({ label: 'Plan of schools' });
  await criterion.getByTestId('criterion-when').selectOption('deposit_held');

  // Nothing is sent: the rule is the page's own.
  let sent = 0;
  page.on('request', (request) => (sent += request.method() === 'PUT' ? 1 : 0));
  await settings.save.click();
  await expect(settings.faults).toHaveCount(1);
  await expect(settings.faults).toContainText('must be the default');
  await expect(settings.faults).toBeFocused();
  await expect(control.locator('summary mark')).toBeVisible();
  expect(sent).toBe(0);
  await criterion.getByTestId('criterion-when').selectOption('default');
  await expect(settings.faults).toHaveCount(0);
  await settings.saveAll();
  expect(sent).toBe(1);

  await page.reload();
  const saved = await settings.card('controls', 'Schools');
  await expect(saved.locator('summary')).toContainText('for School loans');
  await expect(saved.getByTestId('setting-code')).toHaveText('schools');
  await expect(saved.getByTestId('criterion-when')).toHaveValue('default');
  // What others refer to stays, and says why.
  const template = await settings.card('templates', 'Plan of schools');
  await expect(template.getByTestId('in-use')).toContainText('it is chosen in Schools');
  await expect(template.getByTestId('remove')).toHaveCount(0);
  await saved.getByTestId('remove').click();
  await expect(settings.section('controls').getByTestId('add-controls')).toBeFocused();
  await template.getByTestId('remove').click();
  await settings.saveAll();
  const reply = JSON.stringify(await shown(server, people.admin));
  expect(reply).not.toContain('Plan of schools');
  expect(reply).toContain('School loans');
});

test('every field says what is wrong with it, and the first one is shown', async ({ page }) => {
  const settings = new WriteOffSettingsPage(page);
  await settings.open();
  await page.getByTestId('grace-days').fill('some');
  await page.getByTestId('small-balance-limit').fill('1,250');
  const event = await settings.add('event_types', 'Call');
  await event.getByTestId('event-kind').selectOption('web_hook');
  await event.getByTestId('event-url').fill('example.com');
  await event.locator('summary').click();
  await settings.save.click();
  await expect(page.getByTestId('grace-days')).toBeFocused();
  const faults = await settings.faults.allTextContents();
  expect(faults.length).toBe(4);
  expect(faults[0]).toContain('A whole number of days');
  // What is folded away is opened for the one that is left.
  await page.getByTestId('grace-days').fill('0');
  await page.getByTestId('small-balance-limit').fill('1250');
  await settings.save.click();
  await expect(event.getByTestId('event-url')).toBeFocused();
  await settings.discard.click();
  await expect(settings.faults).toHaveCount(0);
  await expect(settings.save).toBeDisabled();
});

test('a secret is made, saved, and never shown again', async ({ page, server, people }) => {
  const settings = new WriteOffSettingsPage(page);
  await settings.open();
  const event = await settings.add('event_types', 'Tell the billing system');
  await event.getByTestId('event-kind').selectOption('web_hook');
  await event.getByTestId('event-url').fill('https://billing.example/hooks');
  await event.getByTestId('make-secret').click();
  const field = event.getByTestId('event-secret');
  await expect(field).toHaveValue(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await expect(field).toBeFocused();
  const secret = await field.inputValue();
  await settings.saveAll();

  const card = await settings.card('event_types', 'Tell the billing system');
  await expect(card.getByTestId('event-secret')).toHaveValue('');
  await expect(card).toContainText('One is saved and is not shown');
  expect(JSON.stringify(await shown(server, people.admin))).not.toContain(secret);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('whsec_');
  // It stays where none is typed.
  await card.getByTestId('event-url').fill('https://billing.example/other');
  await settings.saveAll();
});

test('working days are counted around the holidays of the company', async ({ page }) => {
  const settings = new WriteOffSettingsPage(page);
  await settings.open();
  const template = await settings.add('templates', 'Working days');
  await template.getByTestId('template-days').selectOption('working');
  await template.getByTestId('days-after').fill('1');
  const due = template.getByTestId('due');
  await expect(due).toContainText(/\d{4}/);
  const before = await due.textContent();
  const day = new Date(`${today()}T12:00:00Z`);
  do day.setUTCDate(day.getUTCDate() + 1);
  while ([0, 6].includes(day.getUTCDay()));
  await settings.discard.click();

  await page.getByRole('link', { name: 'Holidays' }).click();
  await expect(page).toHaveURL(/\/settings#holidays$/);
  const company = new CompanySettingsPage(page);
  await company.addHoliday(day.toISOString().slice(0, 10), 'Jamhuri Day');
  await company.saveSection('holidays');

  await settings.open();
  const again = await settings.add('templates', 'Working days');
  await again.getByTestId('template-days').selectOption('working');
  await again.getByTestId('days-after').fill('1');
  await expect(again.getByTestId('due')).toContainText(/\d{4}/);
  await expect(again.getByTestId('due')).not.toHaveText(before ?? '');
});

test('leaving with changes asks, and staying keeps them', async ({ page }) => {
  const settings = new WriteOffSettingsPage(page);
  await settings.open();
  await settings.add('agencies', 'East');
  const start = page.locator('.bar .brand');
  await start.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('stay')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(settings.items('agencies').last().getByTestId('setting-name')).toHaveValue('East');
  // A section of the page itself is no way out.
  await page.locator('.settings-contents a[href="#agencies"]').click();
  await expect(dialog).toHaveCount(0);
  await start.click();
  await dialog.getByTestId('leave').click();
  await expect(page).not.toHaveURL(/settings/);
});

test.describe('while somebody else saves', () => {
  test.use({ mayComplain: answered(409) });

  test('nothing is overwritten, and theirs can be shown', async ({ page, server, people }) => {
    const settings = new WriteOffSettingsPage(page);
    await settings.open();
    const { version, settings: theirs } = await shown(server, people.admin);
    await settings.add('agencies', 'East');
    await settings.saveAll();
    await page.getByTestId('grace-days').fill('44');
    const now = await shown(server, people.admin);
    expect(now.version).toBe(version + 1);
    const put = await fetch(`${server.origin}${PATH}/${randomUUID()}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...asPerson(people.admin) },
      body: JSON.stringify({
        version: now.version,
        settings: { ...now.settings, grace_days: theirs.grace_days + 5 },
      }),
    });
    expect(put.status).toBe(201);
    await settings.save.click();
    await expect(settings.notice).toContainText('saved other settings meanwhile');
    await expect(page.getByTestId('grace-days')).toHaveValue('44');
    await page.getByTestId('load-latest').click();
    await expect(page.getByTestId('grace-days')).toHaveValue(String(theirs.grace_days + 5));
    await expect(settings.notice).toBeEmpty();
  });
});

test.describe('in French', () => {
  test.use({ locale: 'fr-FR' });

  test('by keyboard alone, events are added, moved and saved', async ({ page }) => {
    const settings = new WriteOffSettingsPage(page);
    await settings.open();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Paramètres des passages en perte',
    );
    const keys = page.keyboard;
    const add = (kind: 'event_types' | 'templates') =>
      settings.section(kind).getByTestId(`add-${kind}`);
    await pressUntilFocused(page, 'Tab', add('event_types'));
    await keys.press('Enter');
    await expect(settings.items('event_types').last().getByTestId('setting-name')).toBeFocused();
    await keys.type('Visite');
    const added = settings.items('event_types').last();
    const kind = added.getByTestId('event-kind');
    await pressUntilFocused(page, 'Tab', kind);
    while ((await kind.inputValue()) !== 'task') await keys.press('ArrowDown');
    await pressUntilFocused(page, 'Tab', added.getByTestId('event-text'));
    await keys.type('Rendre visite à {customer}');

    await pressUntilFocused(page, 'Tab', add('templates'));
    await keys.press('Enter');
    await expect(settings.items('templates').last().getByTestId('setting-name')).toBeFocused();
    await keys.type('Écoles');
    const template = settings.items('templates').last();
    const events = template.getByTestId('template-event');
    for (const days of ['10', '20']) {
      await pressUntilFocused(page, 'Tab', events.last().getByTestId('event-type'));
      await keys.type('Visite');
      await keys.press('Tab');
      await keys.press('ControlOrMeta+a');
      await keys.type(days);
      if (days === '10') {
        await pressUntilFocused(page, 'Tab', template.getByTestId('add-row'));
        await keys.press('Enter');
      }
    }
    const up = events.last().getByTestId('move-up');
    await pressUntilFocused(page, 'Tab', up);
    await keys.press('Enter');
    await expect(events.first().getByTestId('days-after')).toHaveValue('20');
    // The focus went with it, so that it can go on.
    await expect(events.first().getByTestId('move-up')).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'Maintenant 1 sur 2' })).toHaveCount(1);
    await pressUntilFocused(page, 'Tab', settings.save);
    await keys.press('Enter');
    await expect(settings.faults).toHaveCount(0);
    await expect(settings.save).toBeDisabled();
    await page.reload();
    const saved = await settings.card('templates', 'Écoles');
    await expect(saved.getByTestId('setting-code')).toHaveText('ecoles');
    await expect(saved.getByTestId('days-after').first()).toHaveValue('20');
  });
});

for (const { locale, width } of [
  { locale: 'en-GB', width: 1280 },
  { locale: 'fr-FR', width: 360 },
]) {
  test.describe(`${locale} at ${width} pixels`, () => {
    test.use({ locale, viewport: { width, height: 800 } });

    test('axe finds nothing wrong, and nothing sticks out', async ({ page }) => {
      test.setTimeout(300_000);
      const settings = new WriteOffSettingsPage(page);
      await settings.open();
      await look(page, 'as it is opened');
      await begin(settings);
      const control = await settings.add('controls', 'A control with quite a long name, as it is');
      await control.getByTestId('add-row').click();
      const hook = await settings.add('event_types', 'Hook');
      await hook.getByTestId('event-kind').selectOption('web_hook');
      await hook.getByTestId('make-secret').click();
      await settings.add('event_types', 'Notice');
      await settings.add('agencies', 'East');
      await look(page, 'being filled in');
      await settings.save.click();
      await expect(settings.faults.first()).toBeVisible();
      await look(page, 'refused');
    });
  });
}

async function look(page: Page, state: string): Promise<void> {
  await expectNoSidewaysScroll(page, state);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${state}, ${colorScheme}`);
  }
}

test.describe('to others than an Admin', () => {
  test.use({ signedInAs: 'Back Office Management' });

  test('the page says who may, and the nine dots do not offer it', async ({ page }) => {
    await page.goto('/settings/write-off');
    await expect(page.getByRole('main').getByRole('listitem')).toHaveText(['Admin']);
    await page.getByTestId('nine-dots').click();
    const sheet = page.locator('[popover]:popover-open');
    await expect(sheet.locator('a[href="/audit"]')).toBeVisible();
    await expect(sheet.locator('a[href="/settings/write-off"]')).toHaveCount(0);
  });
});

test('the nine dots lead there', async ({ page }) => {
  await page.goto('/start');
  await page.getByTestId('nine-dots').click();
  await page.locator('[popover]:popover-open a[href="/settings/write-off"]').click();
  await expect(page.getByTestId('grace-days')).toBeVisible();
  await expect(page).toHaveTitle(/^Write-off settings/);
});
