import { expectAccessible, expectNoSidewaysScroll } from '../support/accessible.ts';
import { answered } from '../support/complaints.ts';
import { expect, type Locator, type Page, test } from '../support/fixtures.ts';
import { SignInForm } from '../support/pages/sign_in.ts';
import { asPerson, takeSession } from '../support/session.ts';

const PASSWORD = 'a long enough password';

const row = (page: Page, user: string): Locator =>
  page.locator(`[data-testid="person-row"][data-user="${user}"]`);

/** Invites somebody; the path of the link that is shown. */
async function invite(page: Page, user: string): Promise<string> {
  await page.getByTestId('invite').click();
  await page.getByTestId('person-name').fill('C. Wafula');
  await page.getByTestId('person-user-name').fill(user);
  await page.getByTestId('person-role').selectOption('sales');
  await page.getByTestId('save-person').click();
  const link = await page.getByTestId('invite-link').textContent();
  await page.getByTestId('close-link').click();
  return new URL(link ?? '').pathname;
}

/** Opens somebody and does something about them, which is asked once more. */
async function does(page: Page, user: string, what: string): Promise<void> {
  await row(page, user).getByTestId('open-person').click();
  await page.getByTestId(what).click();
  await page.getByTestId('confirm').click();
}

test.beforeEach(async ({ page }) => {
  await page.goto('/people');
  await expect(page.getByTestId('person-row').first()).toBeVisible();
});

test('somebody is invited, chooses a password, and is there', async ({ page, browser, server }) => {
  await expectAccessible(page, 'people');
  await page.getByTestId('invite').click();
  await expectAccessible(page, 'invitation');
  await page.getByTestId('save-person').click();
  await expect(page.getByTestId('person-name')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const path = await invite(page, 'wafula');
  await expect(row(page, 'wafula')).toHaveAttribute('data-status', 'invited');
  // In the Admin's own browser it is said whose session would end.
  const own = await page.context().newPage();
  await own.goto(path);
  await expect(own.getByTestId('ends-session')).toContainText('is signed in here');
  await own.close();

  const theirs = await browser.newPage({ baseURL: server.origin });
  await theirs.goto(path);
  await expect(theirs.getByTestId('set-up-who')).toContainText('wafula');
  await expectAccessible(theirs, 'choosing a password');
  await theirs.getByTestId('new-password').fill(PASSWORD);
  await theirs.getByTestId('new-password-again').fill(PASSWORD);
  await theirs.getByTestId('set-up-save').click();
  await expect(theirs.getByRole('button', { name: /C\. Wafula/ })).toBeVisible();
  await theirs.close();

  await page.reload();
  await expect(row(page, 'wafula')).toHaveAttribute('data-status', 'enabled');
});

test('role, disabling, a new link and ended sessions', async ({ page, people, browser, server }) => {
  const sales = people.withRole('Sales');
  const opened = row(page, sales.user).getByTestId('open-person');
  await opened.click();
  await expectAccessible(page, 'a person');
  await page.getByTestId('person-role').selectOption('basic');
  await expect(page.getByRole('dialog')).toContainText('All their sessions end');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('person-role')).toHaveValue('basic');
  await page.getByTestId('save-person').click();
  await expect(row(page, sales.user)).toHaveAttribute('data-role', 'basic');

  const answers = async () => {
    const reply = await fetch(`${server.origin}/api/session`, { headers: asPerson(sales) });
    return reply.status;
  };
  await does(page, sales.user, 'disable-person');
  await expect(row(page, sales.user)).toHaveAttribute('data-status', 'disabled');
  expect(await answers()).toBe(401);
  await does(page, sales.user, 'enable-person');
  await expect(row(page, sales.user)).toHaveAttribute('data-status', 'enabled');

  await does(page, sales.user, 'new-link');
  await expect(page.getByTestId('invite-link')).toContainText('/set-up/');
  await expectAccessible(page, 'a link that is shown once');
  await page.getByTestId('close-link').click();
  const theirs = await browser.newPage({ baseURL: server.origin });
  const form = new SignInForm(theirs);
  await theirs.goto('/sign-in');
  await form.signIn(sales);
  await expect(theirs.getByRole('alert')).toBeVisible();
  await theirs.close();
});

test('nobody changes their own role or disables themselves', async ({ page, people }) => {
  await row(page, people.admin.user).getByTestId('open-person').click();
  await expect(page.getByTestId('person-role')).toBeDisabled();
  await expect(page.getByTestId('disable-person')).toHaveCount(0);
});

test.describe('a taken user name', () => {
  test.use({ mayComplain: answered(409, 422) });

  test('is said at its field, and what was typed stays', async ({ page, people }) => {
    await page.getByTestId('invite').click();
    await page.getByTestId('person-name').fill('C. Wafula');
    await page.getByTestId('person-user-name').fill(people.admin.user);
    await page.getByTestId('save-person').click();
    await expect(page.getByTestId('person-user-name')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByTestId('person-user-name')).toBeFocused();
    await expect(page.getByTestId('person-name')).toHaveValue('C. Wafula');
  });
});

test('a program gets a key that works until it is revoked', async ({ page, server }) => {
  await page.getByTestId('make-key').click();
  await page.getByTestId('key-name').fill('Nightly sync');
  await page.getByTestId('save-key').click();
  const key = (await page.getByTestId('api-key').textContent()) ?? '';
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('api-key')).toBeVisible();
  await expectAccessible(page, 'a key that is shown once');
  await page.getByTestId('close-key').click();
  await expect(page.getByText(key)).toHaveCount(0);

  const answers = async () => {
    const headers = { authorization: `Bearer ${key}` };
    return (await fetch(`${server.origin}/api/changes`, { headers })).status;
  };
  expect(await answers()).toBe(200);
  await page.getByTestId('revoke-key').click();
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('key-row').first()).toHaveAttribute('data-revoked', 'true');
  expect(await answers()).toBe(401);
});

test.describe('in a French browser', () => {
  test.use({ locale: 'fr-FR' });

  test('on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Personnes');
    await expectNoSidewaysScroll(page, 'people');
    await page.getByTestId('open-person').nth(1).click();
    await expectNoSidewaysScroll(page, 'a person');
    await expectAccessible(page, 'a person on a phone');
  });
});

test.describe('who is no Admin', () => {
  test('is told who may', async ({ page, context, people }) => {
    await takeSession(context, people.withRole('Back Office Management'));
    await page.goto('/people');
    await expect(page.getByRole('main')).toContainText('Admin');
    await expect(page.getByTestId('person-row')).toHaveCount(0);
  });
});
