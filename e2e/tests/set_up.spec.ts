import { join } from 'node:path';

import { expectAccessible, expectNoSidewaysScroll } from '../support/accessible.ts';
import { answered } from '../support/complaints.ts';
import { expect, type Server, test } from '../support/fixtures.ts';
import { KENYA, PASSWORD, SetUpForm } from '../support/pages/set_up.ts';
import { serve } from '../support/server.ts';

// Nobody is signed in, which the browser is told by 401; a link that does not work is 404.
test.use({ signedInAs: null, mayComplain: answered(401, 404) });

/** A server on a database of nobody, and the link that it prints. */
async function begin(folder: string): Promise<{ server: Server; link: string }> {
  const server = await serve(join(folder, 'empty.db'));
  return { server, link: server.origin + (await server.setUpPath()) };
}

test('an empty database becomes a company, and its Admin is led through the first steps', async ({
  page,
  folder,
}) => {
  const { server, link } = await begin(folder);
  await page.goto(link);
  await expect(page.getByTestId('set-up')).toBeVisible();
  await expectAccessible(page, 'set-up');
  await expect(page.getByTestId('company-default-after')).toHaveValue('30');
  await expect(page.getByTestId('company-early')).toHaveValue('90');

  // What is missing is said at once, without asking the server.
  await page.getByTestId('set-up-save').click();
  await expect(page.getByTestId('company-name')).toBeFocused();
  await expect(page.getByTestId('company-name')).toHaveAttribute('aria-invalid', 'true');
  await page.getByTestId('company-name').fill('S');
  await expect(page.getByTestId('company-name')).not.toHaveAttribute('aria-invalid');
  await expectAccessible(page, 'set-up, refused');

  await new SetUpForm(page).fill(KENYA);
  await page.getByTestId('set-up-save').click();
  await expect(page).toHaveURL(/\/start$/);
  const steps = page.getByTestId('first-steps');
  await expect(steps.getByRole('listitem')).toHaveCount(3);
  await expect(steps.locator('[data-done=true]')).toHaveCount(0);
  await expectAccessible(page, 'first steps');
  await steps.getByTestId('step-later').first().click();
  await expect(steps.getByRole('listitem')).toHaveCount(2);
  await page.reload();
  await expect(steps.getByRole('listitem')).toHaveCount(2);
  await steps.getByTestId('first-steps-later').click();
  await expect(steps).toHaveCount(0);

  // The link worked once.
  await page.goto(link);
  await expect(page.getByTestId('no-link')).toBeVisible();
  await expectAccessible(page, 'a used link');
  await server.stop();
});

test('a link that is none says so and no more', async ({ page }) => {
  await page.goto('/set-up/nobody-has-made-this-link');
  await expect(page.getByTestId('no-link')).toBeVisible();
  await expect(page.getByTestId('set-up')).toHaveCount(0);
  await page.getByRole('main').getByRole('link').click();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test.describe('in a French browser', () => {
  test.use({ locale: 'fr-FR' });

  test('on a phone', async ({ page, folder }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    const { server, link } = await begin(folder);
    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Mettre votre société en service',
    );
    await expect(page.getByTestId('company-language')).toHaveValue('fr');
    await expectNoSidewaysScroll(page, 'set-up');
    await new SetUpForm(page).fill(KENYA);
    await page.getByTestId('new-password-again').fill('another long password');
    await page.getByTestId('set-up-save').click();
    await expect(page.getByTestId('new-password-again')).toBeFocused();
    await page.getByTestId('new-password-again').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/start$/);
    await expect(page.getByTestId('first-steps')).toBeVisible();
    await expectNoSidewaysScroll(page, 'first steps');
    await server.stop();
  });
});
