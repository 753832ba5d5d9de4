import { randomUUID } from 'node:crypto';

import type { Person } from './demo.ts';
import { today } from './pages/repossession.ts';
import { pendingAccounts, send } from './requests.ts';
import type { Server } from './server.ts';

/** What a process is started from, as far as tests look at it. */
export interface Grounds {
  readonly account: {
    readonly account: string;
    readonly customer: string;
    readonly contracts: readonly {
      readonly id: number;
      readonly status: string;
      readonly debt_class: string;
      readonly owed: number;
      readonly process: number | null;
    }[];
    readonly processes: readonly unknown[];
  };
}

/** A process as the server has it, as far as tests look at it. */
export interface Process extends Grounds {
  readonly id: number;
  readonly version: number;
  readonly reason: string;
  readonly control: string;
  readonly template: string;
  readonly comments: string;
  readonly contracts: readonly { readonly contract: number; readonly ended: string | null }[];
  readonly events: readonly {
    readonly sequence: number;
    readonly event_type: string;
    readonly trigger_on: string;
    readonly status: string;
  }[];
}

/** A process's number as people write it. */
export function numberOf({ id }: { readonly id: number }): string {
  return String(id).padStart(10, '0');
}

/** The path of one of the pages of a process. */
export function pathOf(process: { readonly id: number }, page: '' | 'events' | 'contracts' = ''): string {
  return ['/write-off-processes', numberOf(process), page].filter(Boolean).join('/');
}

/** What can be written off of an account by the standard control. */
export function linkable({ account }: Grounds): number[] {
  return account.contracts
    .filter(({ status, debt_class, owed, process }) =>
      status === 'active' && debt_class === 'standard' && owed > 0 && process === null)
    .map(({ id }) => id);
}

/** What a process of an account is started from. */
export async function groundsOf(server: Server, person: Person, account: string): Promise<Grounds> {
  const path = `/api/write-off-processes/accounts/${account}`;
  return (await send(server, person, 'GET', path)) as Grounds;
}

/** An account without any process, of which so many contracts can be written off. */
export async function freeAccount(server: Server, person: Person, contracts = 1): Promise<Grounds> {
  for (const account of await pendingAccounts(server, person)) {
    const grounds = await groundsOf(server, person, account);
    const free = grounds.account.processes.length === 0;
    if (free && linkable(grounds).length >= contracts) return grounds;
  }
  throw new Error(`no account has ${contracts} contracts to write off and no process`);
}

/** Starts a process of a free account today, with the first of its contracts, as another tab would. */
export async function startProcess(
  server: Server,
  person: Person,
  { template = 'residential', contracts = 1, of = 1 } = {},
): Promise<Process> {
  return startProcessOf(server, person, await freeAccount(server, person, of), {
    template,
    contracts,
  });
}

/** Starts a process of that account today, with the first contracts that can be linked. */
export async function startProcessOf(
  server: Server,
  person: Person,
  grounds: Grounds,
  { template = 'residential', contracts = 1 } = {},
): Promise<Process> {
  const path = `/api/write-off-processes/starts/${randomUUID()}`;
  return (await send(server, person, 'PUT', path, {
    account: grounds.account.account,
    created_at: `${today()}T09:00`,
    form: {
      control: 'standard',
      template,
      comments: '',
      contracts: linkable(grounds).slice(0, contracts),
      events: [],
    },
  })) as Process;
}

/** A process as the server has it. */
export async function processOf(server: Server, person: Person, id: number): Promise<Process> {
  return (await send(server, person, 'GET', `/api/write-off-processes/${id}`)) as Process;
}

/** Changes the comments of a process, as another tab would. */
export async function commentByRequest(
  server: Server,
  person: Person,
  process: Process,
  comments: string,
): Promise<Process> {
  const path = `/api/write-off-processes/${process.id}/changes/${randomUUID()}`;
  const { control, template } = process;
  const contracts = process.contracts.filter(({ ended }) => ended === null);
  const events = process.events.filter(({ status }) => status === 'pending');
  const save = {
    control,
    template,
    comments,
    contracts: contracts.map(({ contract }) => contract),
    events: events.map(({ sequence, event_type, trigger_on }) => ({
      sequence,
      event_type,
      trigger_on,
    })),
  };
  const body = { version: process.version, change: { save } };
  return (await send(server, person, 'PUT', path, body)) as Process;
}
