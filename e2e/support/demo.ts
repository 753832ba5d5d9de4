import { execFile } from 'node:child_process';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { SERVER, TEMPLATE } from './paths.ts';

/** Someone who can sign in to the demonstration. */
export interface Person {
  readonly user: string;
  readonly password: string;
  /** As people say it: `Field Technician`. */
  readonly role: string;
  readonly company: string;
  /** The session's cookie, once signed in. */
  cookie?: { name: string; value: string };
}

const DATABASE = 'writeoff.db';
const PEOPLE = 'people.json';
/** Enough for the largest file, and quick to copy for each test. */
const ACCOUNTS = 12_000;

/** Makes the demonstration that tests start from, and says who can sign in. */
export async function makeDemonstration(): Promise<Person[]> {
  const { stdout } = await promisify(execFile)(SERVER, [
    'demo',
    ...['--accounts', String(ACCOUNTS)],
    ...['--seed', '7'],
    ...['--database', templateDatabase()],
  ]);
  const people = stdout.split('\n').flatMap(person);
  if (people.length === 0) throw new Error(`the demonstration names nobody:\n${stdout}`);
  return people;
}

function person(line: string): Person[] {
  const said = /^sign in as (\S+) with (\S+) \(([^,]+), (.+)\)$/.exec(line.trim());
  if (said === null) return [];
  const [, user = '', password = '', role = '', company = ''] = said;
  return [{ user, password, role, company }];
}

export function templateDatabase(): string {
  return join(TEMPLATE, DATABASE);
}

export async function savePeople(people: Person[]): Promise<void> {
  await writeFile(join(TEMPLATE, PEOPLE), JSON.stringify(people), { mode: 0o600 });
}

export async function loadPeople(): Promise<Person[]> {
  return JSON.parse(await readFile(join(TEMPLATE, PEOPLE), 'utf8')) as Person[];
}

/** Copies the demonstration's database into a folder; its path there. */
export async function copyDatabase(folder: string): Promise<string> {
  for (const name of await readdir(TEMPLATE)) {
    if (name.startsWith(DATABASE)) await copyFile(join(TEMPLATE, name), join(folder, name));
  }
  return join(folder, DATABASE);
}

/** A file that the demonstration offers for upload. */
export function upload(name: 'eligible.csv' | 'full.csv' | 'mixed.csv'): string {
  return join(TEMPLATE, 'uploads', name);
}
