import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { expect } from '@playwright/test';

import { SERVER } from './paths.ts';

const START_TIMEOUT_MS = 20_000;

/** A running `writeoff serve`. */
export interface Server {
  /** Where its page is. By name, because browsers treat this name as a safe place over HTTP. */
  readonly origin: string;
  /** Its database. */
  readonly database: string;
  /** Ends it and waits until it has. */
  stop(): Promise<void>;
  /** Starts it again on the same port, after it was stopped. */
  start(): Promise<void>;
  /** The path of the set-up link that it prints on an empty database. */
  setUpPath(): Promise<string>;
}

/** Starts the server on a database, on a port that it picks itself. */
export async function serve(database: string): Promise<Server> {
  let running = await spawnServer('127.0.0.1:0', database);
  const { port } = running;
  return {
    origin: `http://localhost:${port}`,
    database,
    stop: () => stop(running.process),
    start: async () => {
      running = await spawnServer(`127.0.0.1:${port}`, database);
    },
    setUpPath: async () => {
      const link = /\/set-up\/[\w-]+/;
      await expect.poll(() => running.log.join('')).toMatch(link);
      return link.exec(running.log.join(''))?.[0] ?? '';
    },
  };
}

async function spawnServer(
  listen: string,
  database: string,
): Promise<{ process: ChildProcess; port: number; log: string[] }> {
  const child = spawn(SERVER, ['serve', '--listen', listen, '--database', database], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  child.stderr.on('data', (text: Buffer) => log.push(text.toString()));
  const address = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the server ${why}:\n${log.join('')}`));
    const timer = setTimeout(() => fail('did not start in time'), START_TIMEOUT_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(`${line}\n`);
      const said = /listening on (http:\/\/\S+)/.exec(line);
      if (said?.[1] === undefined) return;
      clearTimeout(timer);
      resolve(said[1]);
    });
  });
  return { process: child, port: Number(new URL(address).port), log };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await ended;
}
