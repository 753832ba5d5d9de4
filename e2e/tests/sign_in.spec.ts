import { answered } from '../support/complaints.ts';
import { expect, test } from '../support/fixtures.ts';
import { SignInForm } from '../support/pages/sign_in.ts';

test.use({ signedInAs: null, mayComplain: answered(401) });

test('whoever is not signed in signs in first, and arrives where they wanted to go', async ({
  page,
  people,
}) => {
  await page.goto('/actions/bulk-write-off');
  const form = new SignInForm(page);
  await expect(form.submit).toBeVisible();
  await form.signIn(people.admin);
  await expect(page.getByTestId('upload-input')).toBeAttached();
  await expect(page).toHaveURL(/\/actions\/bulk-write-off$/);
});

test('from the front page one signs in to Actions, and sees who and where one is', async ({
  page,
  people,
}) => {
  await page.goto('/');
  await new SignInForm(page).signIn(people.admin);
  await expect(page).toHaveURL(/\/actions$/);
  await expect(page.getByRole('banner')).toContainText(people.admin.company);
  await expect(page.getByRole('banner')).toContainText('Admin');
});

test('a wrong password is refused without saying which of the two is wrong', async ({
  page,
  people,
}) => {
  await page.goto('/sign-in');
  const form = new SignInForm(page);
  await form.signIn({ user: people.admin.user, password: 'not the password' });
  const wrong = page.getByRole('alert');
  await expect(wrong).toContainText('User name or password are wrong');
  await expect(form.user).toHaveValue(people.admin.user);

  await form.signIn({ user: 'nobody', password: 'not the password' });
  await expect(wrong).toContainText('User name or password are wrong');

  await form.signIn(people.admin);
  await expect(page).toHaveURL(/\/actions$/);
});

test('signing out ends the session, not only the page', async ({ page, people }) => {
  await page.goto('/sign-in');
  await new SignInForm(page).signIn(people.admin);
  await expect(page).toHaveURL(/\/actions$/);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ httpOnly, secure, sameSite }) => [httpOnly, secure, sameSite])).toEqual([
    [true, true, 'Strict'],
  ]);

  await page.getByRole('banner').getByRole('button', { name: /, Admin$/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByTestId('sign-in-submit')).toBeVisible();
  await page.context().addCookies(cookies);
  await page.goto('/actions');
  await expect(page.getByTestId('sign-in-submit')).toBeVisible();
});

test.describe('in a French browser', () => {
  test.use({ locale: 'fr-SN' });

  test('the page speaks French, until English is chosen, and remembers it', async ({ page }) => {
    await page.goto('/sign-in');
    await expect(page.getByTestId('sign-in-submit')).toHaveText('Se connecter');
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await page.getByLabel(/Langue/).selectOption('en');
    await expect(page.getByTestId('sign-in-submit')).toHaveText('Sign in');
    await page.reload();
    await expect(page.getByTestId('sign-in-submit')).toHaveText('Sign in');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});
