import type { BrowserContext } from '@playwright/test';

import type { Person } from './demo.ts';
import type { Server } from './server.ts';

/** Signs someone in without a browser; the session's cookie. */
export async function signInByRequest(
  server: Server,
  { user, password }: Person,
): Promise<{ name: string; value: string }> {
  const response = await fetch(`${server.origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password }),
  });
  const [cookie = ''] = response.headers.getSetCookie();
  const [pair = ''] = cookie.split(';');
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  if (!response.ok || name === '') {
    throw new Error(`${user} cannot sign in: ${response.status} ${await response.text()}`);
  }
  return { name, value };
}

/** Lets a browser be the person that signed in before. */
export async function takeSession(context: BrowserContext, person: Person): Promise<void> {
  if (person.cookie === undefined) throw new Error(`${person.user} has not signed in`);
  await context.addCookies([
    {
      ...person.cookie,
      domain: 'localhost',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Strict',
    },
  ]);
}

/** The headers with which a request without a browser is that person's. */
export function asPerson(person: Person): Record<string, string> {
  if (person.cookie === undefined) throw new Error(`${person.user} has not signed in`);
  return { cookie: `${person.cookie.name}=${person.cookie.value}` };
}
