import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Page } from '@playwright/test';

import { KENYA, SENEGAL, SetUpForm } from './pages/set_up.ts';
import { SERVER } from './paths.ts';

export type Language = 'en' | 'fr';

/** Makes an empty database in a folder, with files to import beside it; its path. */
export async function makeEmpty(folder: string): Promise<string> {
  const database = join(folder, 'writeoff.db');
  await promisify(execFile)(SERVER, ['demo', '--empty', '--seed', '7', '--database', database]);
  return database;
}

/** A file of the made-up company, in a language. */
export function firstDayFile(folder: string, language: Language, name: string): string {
  return join(folder, 'first-day', language, name);
}

/** The files a kind, each after those that it depends on, with how many rows are refused on purpose. */
export const FILES = [
  { name: 'centres.csv', refused: 0 },
  { name: 'products.csv', refused: 0 },
  { name: 'staff.csv', refused: 0 },
  { name: 'accounts.csv', refused: 2 },
  { name: 'contracts.csv', refused: 2 },
  { name: 'units.csv', refused: 1 },
  { name: 'payments.csv', refused: 0 },
] as const;

/** Makes the company and its Admin by the link, who is signed in from then on. */
export async function setUp(page: Page, path: string, language: Language): Promise<void> {
  await page.goto(path);
  const form = new SetUpForm(page);
  await form.fill(language === 'en' ? KENYA : SENEGAL);
  await form.save();
}
