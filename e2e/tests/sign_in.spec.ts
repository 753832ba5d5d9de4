import { answered } from '../support/complaints.ts';
import { expect, test } from '../support/fixtures.ts';
import { SignInForm } from '../support/pages/sign_in.ts';

test.use({ signedInAs: null });

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

for (const { role, start } of [
  { role: 'Admin', start: '/start' },
  { role: 'Back Office Management', start: '/start' },
  { role: 'Sales', start: '/actions' },
]) {
  test(`from the front page ${role} signs in to ${start}, and sees who and where one is`, async ({
    page,
    people,
  }) => {
    const person = people.withRole(role);
    await page.goto('/');
    await new SignInForm(page).signIn(person);
    await expect(page).toHaveURL(new RegExp(`${start}$`));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('banner')).toContainText(person.company);
    await expect(page.getByRole('banner')).toContainText(role);
  });
}

test('a link leads on after signing in, but never to another site', async ({ page, people }) => {
  for (const [next, arrival] of [
    ['/bulk-write-offs', '/bulk-write-offs'],
    ['//evil.example/', '/start'],
    ['/\\evil.example/', '/start'],
    ['https://evil.example/', '/start'],
    ['javascript:alert(1)', '/start'],
  ] as const) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await new SignInForm(page).signIn(people.admin);
    await expect(page.getByRole('banner')).toContainText('Admin');
    expect(new URL(page.url()).pathname, next).toBe(arrival);
    // What the page still asks for would be refused without the cookie.
    await page.waitForLoadState('networkidle');
  }
});

test('whoever is signed in already is sent on', async ({ page, people }) => {
  await page.goto('/sign-in');
  await new SignInForm(page).signIn(people.admin);
  await expect(page).toHaveURL(/\/start$/);
  await page.goto('/sign-in?next=/bulk-write-offs');
  await expect(page).toHaveURL(/\/bulk-write-offs$/);
  await expect(page.getByRole('banner')).toContainText('Admin');
});

test('a link in a mail finds whoever is signed in', async ({ page, people, server, complaints }) => {
  await page.goto('/sign-in');
  await new SignInForm(page).signIn(people.admin);
  await expect(page).toHaveURL(/\/start$/);
  // Another site to browsers, and from there they do not send the session.
  complaints.allow(/^a request to http:\/\/127\.0\.0\.1:/);
  await page.goto(`${server.origin.replace('localhost', '127.0.0.1')}/sign-in`);
  await page.evaluate((href) => {
    location.href = href;
  }, `${server.origin}/bulk-write-offs`);
  await expect(page.getByRole('banner')).toContainText('Admin');
  await expect(page).toHaveURL(/\/bulk-write-offs$/);
});

test('the main page is fetched while the person types, and not before', async ({
  page,
  people,
}) => {
  const fetched: string[] = [];
  page.on('requestfinished', (request) => {
    fetched.push(new URL(request.url()).pathname);
  });
  await page.goto('/sign-in');
  const form = new SignInForm(page);
  await expect(form.user).toBeFocused();
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((path) => path.startsWith('/main/'))).toEqual([]);

  await form.user.pressSequentially(people.admin.user);
  const fetchedOf = (name: string) => fetched.some((path) => path.startsWith('/main/') && path.endsWith(name));
  // What starts the page, and the part that people need first.
  for (const name of ['/main.js', '/main_bg.wasm', '/parts.js', '/split_accounts.wasm']) {
    await expect.poll(() => fetchedOf(name), name).toBe(true);
  }
  expect(fetchedOf('/split_books.wasm')).toBe(false);
  await form.signIn(people.admin);
  await expect(page).toHaveURL(/\/start$/);
  await expect(page.getByRole('banner')).toContainText('Admin');
  const again = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\.(js|wasm)$/.test(name))
      .map((entry) => (entry as PerformanceResourceTiming).transferSize),
  );
  expect(again.length).toBeGreaterThan(1);
  expect(again.every((bytes) => bytes === 0)).toBe(true);
});

test.describe('what the server refuses', () => {
  test.use({ mayComplain: answered(401) });

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
    await expect(page).toHaveURL(/\/start$/);
  });

  test('signing out ends the session, not only the page', async ({ page, people }) => {
    await page.goto('/sign-in');
    await new SignInForm(page).signIn(people.admin);
    await expect(page).toHaveURL(/\/start$/);
    const cookies = await page.context().cookies();
    expect(cookies.map(({ httpOnly, secure, sameSite }) => [httpOnly, secure, sameSite])).toEqual([
      [true, true, 'Strict'],
      [true, true, 'Lax'],
    ]);

    await page.getByRole('banner').getByRole('button', { name: /, Admin$/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByTestId('sign-in-submit')).toBeVisible();
    await page.context().addCookies(cookies);
    await page.goto('/actions');
    await expect(page.getByTestId('sign-in-submit')).toBeVisible();
  });

  test('going back after signing out shows nothing of what was there', async ({ page, people }) => {
    await page.goto('/sign-in');
    await new SignInForm(page).signIn(people.admin);
    await expect(page).toHaveURL(/\/start$/);
    await page.getByTestId('nine-dots').click();
    await page.getByRole('link', { name: /^Bulk write-offs/ }).click();
    await expect(page).toHaveURL(/\/bulk-write-offs$/);
    await page.getByRole('banner').getByRole('button', { name: /, Admin$/ }).click();
    await page.getByTestId('sign-out').click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.goBack();
    await expect(page.getByTestId('sign-in-submit')).toBeVisible();
    await expect(page.getByRole('banner')).not.toContainText('Admin');
  });
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
