import { rm } from 'node:fs/promises';

import { makeDemonstration, savePeople, templateDatabase } from './demo.ts';
import { TEMPLATE } from './paths.ts';
import { serve } from './server.ts';
import { signInByRequest } from './session.ts';

/**
 * Makes one demonstration with everybody signed in; each test works on a copy. What it returns
 * clears up after the last test.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const people = await makeDemonstration();
  const server = await serve(templateDatabase());
  try {
    for (const person of people) person.cookie = await signInByRequest(server, person);
  } finally {
    await server.stop();
  }
  await savePeople(people);
  return () => rm(TEMPLATE, { recursive: true, force: true });
}
