import { expectAccessible, expectNoSidewaysScroll } from '../support/accessible.ts';
import { answered } from '../support/complaints.ts';
import { expect, test } from '../support/fixtures.ts';
import { SignInForm } from '../support/pages/sign_in.ts';
import { signInByRequest } from '../support/session.ts';

const NEW_PASSWORD = 'a new and long password';

test.use({ signedInAs: 'Basic' });

test.beforeEach(async ({ page }) => {
  await page.goto('/account-status');
  await page.getByRole('button', { name: /, Basic$/ }).click();
  await page.getByTestId('profile-link').click();
  await expect(page).toHaveURL(/\/profile$/);
  await expect(page.getByTestId('session-row').first()).toBeVisible();
});

test('a session is ended, or all others are', async ({ page, people, server }) => {
  await expectAccessible(page, 'profile');
  const person = people.withRole('Basic');
  const others = [await signInByRequest(server, person), await signInByRequest(server, person)];
  const answers = async () =>
    Promise.all(
      others.map(async ({ name, value }) => {
        const headers = { cookie: `${name}=${value}` };
        return (await fetch(`${server.origin}/api/session`, { headers })).status;
      }),
    );
  expect(await answers()).toEqual([200, 200]);
  await page.reload();
  const rows = page.getByTestId('session-row');
  await expect(rows.first()).toHaveAttribute('data-current', 'true');
  const before = await rows.count();
  await page.getByTestId('end-session').first().click();
  await expect(rows).toHaveCount(before - 1);
  await page.getByTestId('end-other-sessions').click();
  await expect(rows).toHaveCount(1);
  expect(await answers()).toEqual([401, 401]);
});

test.describe('another password', () => {
  test.use({ mayComplain: answered(422) });

  test('needs the one so far, and then works', async ({ page, people, browser, server }) => {
    const person = people.withRole('Basic');
    await page.getByTestId('current-password').fill('not the password');
    await page.getByTestId('new-password').fill('short');
    await page.getByTestId('change-password').click();
    await expect(page.getByTestId('new-password')).toBeFocused();
    await page.getByTestId('new-password').fill(NEW_PASSWORD);
    await page.getByTestId('new-password-again').fill(NEW_PASSWORD);
    await page.getByTestId('change-password').click();
    await expect(page.getByTestId('current-password')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page, 'profile, a wrong password');
    await page.getByTestId('current-password').fill(person.password);
    await page.getByTestId('change-password').click();
    await expect(page.getByTestId('toast')).toBeVisible();
    await expect(page.getByTestId('new-password')).toHaveValue('');

    const other = await browser.newPage({ baseURL: server.origin });
    await other.goto('/sign-in');
    await new SignInForm(other).signIn({ user: person.user, password: NEW_PASSWORD });
    await expect(other).toHaveURL(/\/actions$/);
    await other.close();
  });
});

test('the language is spoken at once, and wherever one signs in', async ({
  page,
  people,
  browser,
  server,
}) => {
  await page.getByTestId('profile-language').selectOption('fr');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre profil');

  const person = people.withRole('Basic');
  const other = await browser.newPage({ baseURL: server.origin, locale: 'en-GB' });
  await other.goto('/profile');
  await new SignInForm(other).signIn(person);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Votre profil');
  // What is chosen in a tab counts there.
  await other.getByTestId('language').selectOption('en');
  await other.reload();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Your profile');
  await other.close();
});

test('on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page, 'profile');
  await expectAccessible(page, 'profile on a phone');
});
