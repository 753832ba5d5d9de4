import { answered } from '../../support/complaints.ts';
import { expect, type Locator, test } from '../../support/fixtures.ts';
import { daysAgo, RepossessionPage } from '../../support/pages/repossession.ts';
import { pendingAccount } from '../../support/requests.ts';

test('each day that cannot be says why at its field', async ({ page, people, server }) => {
  const form = new RepossessionPage(page);
  await form.open(await pendingAccount(server, people.admin));
  await form.fillFirstStep();
  await form.cuNumber.fill('CU-1');
  for (const [day, words] of [
    ['', /needed/],
    [daysAgo(-1), /still to come/],
    ['2001-01-01', /before the default/],
  ] as const) {
    await form.date.fill(day);
    await form.next.click();
    await expect(form.date).toBeFocused();
    await form.expectWrong(form.date, words, day);
    await expect(form.cuNumber).toHaveValue('CU-1');
    await expect(form.condition).toHaveValue('used');
  }
  // 30 February, typed as people here type it; no calendar has it, and no field shows it as a day.
  await form.date.fill('');
  await form.date.press('Home');
  await page.keyboard.type('30022026');
  await form.next.click();
  await form.expectWrong(form.date, /no such day/i);
});

test('each quantity that cannot be says why at its field, and nothing is lost', async ({
  page,
  people,
  server,
}) => {
  const form = new RepossessionPage(page);
  await form.fillIn(await pendingAccount(server, people.admin));
  const field = form.quantities.first();
  const held = Number(/holds (\d+)/.exec(await form.saidOf(field))?.[1]);
  const wrong: [string, RegExp][] = [
    ['-1', /whole number from 0/],
    ['1.5', /whole number from 0/],
    ['two', /whole number from 0/],
    [String(held + 1), /no more than that/],
    ['100000000000000000000', /no more than that/],
    ['', /needed/],
  ];
  for (const [typed, words] of wrong) {
    await field.fill(typed);
    await form.save.click();
    await expect(field).toBeFocused();
    await form.expectWrong(field, words, typed);
    await expect(form.quantities.last()).toHaveValue('1');
  }
  await expect(form.recorded).toHaveCount(0);
});

test('a malformed CU number and fields left out are said at once', async ({
  page,
  people,
  server,
}) => {
  const form = new RepossessionPage(page);
  await form.open(await pendingAccount(server, people.admin));
  await form.cuNumber.fill('CU/1');
  await form.next.click();
  await expect(form.date).toBeFocused();
  const fields: [Locator, RegExp][] = [
    [form.date, /needed/],
    [form.completedBy, /needed/],
    [form.condition, /needed/],
    [form.cuNumber, /3 to 32/],
  ];
  for (const [field, words] of fields) await form.expectWrong(field, words);
});

test.describe('what only the server knows', () => {
  test.use({ mayComplain: answered(422) });

  test('a member of the staff who left meanwhile is said at the field', async ({
    page,
    people,
    server,
  }) => {
    const form = new RepossessionPage(page);
    await form.fillIn(await pendingAccount(server, people.admin));
    // The list of the staff is another one by now, and so is the server's answer.
    await page.route('**/api/staff', (route) => route.fulfill({ json: { staff: [] } }));
    await page.route('**/api/repossessions/*', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        json: {
          type: '/problems/invalid-request',
          title: 'The request is not valid',
          status: 422,
          detail: 'The request is not valid; the errors say where.',
          code: 'invalid_request',
          errors: [{ place: '/completed_by', detail: 'Nobody.', code: 'unknown_staff' }],
        },
      }),
    );
    await form.save.click();
    await expect(form.completedBy).toBeFocused();
    await form.expectWrong(form.completedBy, /Choose a person of the list/);
    await expect(form.condition).toHaveValue('used');
  });
});
