import { readFile } from 'node:fs/promises';

import { upload } from './demo.ts';

/** The accounts of an upload file of the demonstration, in its order. */
async function accountsIn(name: 'eligible.csv' | 'full.csv'): Promise<string[]> {
  const text = await readFile(upload(name), 'utf8');
  return text.match(/\b[A-Z]{2}-\d+\b/g) ?? [];
}

/** Accounts that may be written off, as many as are asked for. */
export async function eligibleAccounts(count: number): Promise<string[]> {
  const accounts = await accountsIn(count > 100 ? 'full.csv' : 'eligible.csv');
  if (accounts.length < count) throw new Error(`the demonstration has only ${accounts.length}`);
  return accounts.slice(0, count);
}
