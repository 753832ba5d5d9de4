import { randomUUID } from 'node:crypto';

import type { Person } from './demo.ts';
import type { Server } from './server.ts';
import { asPerson } from './session.ts';

interface Facts {
  readonly accounts: readonly { readonly account: string; readonly standing: unknown }[];
}

/** Writes accounts off without a browser, as another admin's tab would. */
export async function writeOffByRequest(
  server: Server,
  person: Person,
  accounts: readonly string[],
): Promise<string> {
  const facts = (await send(server, person, 'POST', '/api/bulk-write-offs/facts', {
    accounts,
  })) as Facts;
  const id = randomUUID();
  await send(server, person, 'PUT', `/api/bulk-write-offs/${id}`, {
    file_name: 'other-tab.csv',
    file: Buffer.from(`${accounts.join('\n')}\n`).toString('base64'),
    seen: facts.accounts.map(({ account, standing }) => ({ account, standing })),
    early_acknowledged: true,
  });
  return id;
}

/** How many operations the person's company has, and what they wrote off in all. */
export async function operations(
  server: Server,
  person: Person,
): Promise<{ count: number; writtenOff: number }> {
  const reply = (await send(server, person, 'GET', '/api/bulk-write-offs')) as {
    operations: readonly { written_off: number }[];
  };
  const writtenOff = reply.operations.reduce((sum, one) => sum + one.written_off, 0);
  return { count: reply.operations.length, writtenOff };
}

/** Sends a request as a person, and reads the answer. */
export async function send(
  server: Server,
  person: Person,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(server.origin + path, {
    method,
    headers: { 'content-type': 'application/json', ...asPerson(person) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** An account as the server has it, as far as tests look at it. */
export interface Account {
  readonly state: string;
  readonly standing: {
    readonly contracts: readonly { readonly id: number; readonly held: readonly unknown[] }[];
  };
  readonly contracts: readonly { readonly id: number; readonly status: string }[];
  readonly actions: readonly { readonly status: string }[];
  readonly attempts: readonly { readonly reason: string; readonly note: string | null }[];
  readonly repossessions: readonly {
    readonly lines: readonly { readonly held: number; readonly returned: number }[];
    readonly write_off: { readonly method: string } | null;
  }[];
  readonly payments: readonly Payment[];
}

/** What was paid or recovered, by component, in minor units. */
interface Balance {
  readonly principal: number;
  readonly fees: number;
  readonly tax: number;
}

/** A payment as the server has it, in minor units. */
export interface Payment {
  readonly id: string;
  readonly amount: number;
  readonly channel: string;
  readonly reversed_on: string | null;
  readonly parts: readonly { readonly contract: number; readonly amount: Balance }[];
  readonly deposit: number;
}

/** What of a payment went to contracts and to the customer's deposit, in all. */
export function paidInAll({ parts, deposit }: Payment): number {
  const ofParts = parts.map(({ amount: { principal, fees, tax } }) => principal + fees + tax);
  return ofParts.reduce((sum, one) => sum + one, deposit);
}

/** An account as the server has it. */
export async function accountOf(server: Server, person: Person, account: string): Promise<Account> {
  return (await send(server, person, 'GET', `/api/accounts/${account}`)) as Account;
}

/** Accounts on which a repossession is pending, the oldest default first. */
export async function pendingAccounts(server: Server, person: Person): Promise<string[]> {
  const reply = (await send(server, person, 'GET', '/api/actions?limit=200')) as {
    actions: readonly { account: string }[];
  };
  return reply.actions.map(({ account }) => account);
}

/** The first account of the list on which a repossession is pending. */
export async function pendingAccount(server: Server, person: Person): Promise<string> {
  const [account] = await pendingAccounts(server, person);
  if (account === undefined) throw new Error('no repossession is pending');
  return account;
}
