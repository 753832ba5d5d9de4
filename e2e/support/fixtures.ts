import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { test as base, type BrowserContext, type Page } from '@playwright/test';

import { Complaints } from './complaints.ts';
import { copyDatabase, loadPeople, type Person } from './demo.ts';
import { type Server, serve } from './server.ts';
import { takeSession } from './session.ts';

export interface People {
  /** Everybody, as the demonstration names them. */
  readonly all: readonly Person[];
  /** Someone of the first company with that role. */
  withRole(role: string): Person;
  /** The Admin of the first company. */
  readonly admin: Person;
  /** An Admin of another company. */
  readonly otherAdmin: Person;
}

interface Fixtures {
  /** Who is signed in when the test begins: a role of the first company, or nobody. */
  signedInAs: string | null;
  /** What the browser may complain about in this test, where that is what is tested. */
  mayComplain: RegExp | null;
  people: People;
  /** A folder for this test's own files. */
  folder: string;
  /** A server of this test's own, on a fresh copy of the demonstration. */
  server: Server;
  complaints: Complaints;
}

export const test = base.extend<Fixtures>({
  signedInAs: ['Admin', { option: true }],
  mayComplain: [null, { option: true }],

  people: async ({}, use) => {
    const all = await loadPeople();
    const company = all[0]?.company;
    const find = (matches: (person: Person) => boolean, who: string): Person => {
      const person = all.find(matches);
      if (person === undefined) throw new Error(`the demonstration has no ${who}`);
      return person;
    };
    const withRole = (role: string) =>
      find((person) => person.role === role && person.company === company, role);
    const otherAdmin = find(
      ({ role, company: other }) => role === 'Admin' && other !== company,
      'other Admin',
    );
    await use({ all, withRole, admin: withRole('Admin'), otherAdmin });
  },

  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'writeoff-test-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  server: async ({ folder }, use) => {
    const server = await serve(await copyDatabase(folder));
    await use(server);
    await server.stop();
  },

  baseURL: async ({ server }, use) => use(server.origin),

  complaints: async ({ mayComplain }, use) => {
    const complaints = new Complaints(mayComplain);
    await use(complaints);
    complaints.mustBeNone();
  },

  context: async ({ context, people, signedInAs, complaints }, use) => {
    complaints.listenTo(context);
    if (signedInAs !== null) await takeSession(context, people.withRole(signedInAs));
    await use(context);
  },
});

export { expect } from '@playwright/test';
export type { Locator } from '@playwright/test';
export type { BrowserContext, Page, Person, Server };
