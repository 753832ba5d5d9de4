import type { BrowserContext } from '@playwright/test';

/**
 * What the browser complains about while a test runs: errors in the console, script that throws,
 * violations of the content security policy, requests to anywhere but the page's own server.
 */
export class Complaints {
  private readonly heard: string[] = [];
  private readonly allowed: RegExp[];

  constructor(allowed: RegExp | null) {
    this.allowed = allowed === null ? [] : [allowed];
  }

  listenTo(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.hear(`${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => this.hear(`thrown: ${error.error().message} (${error.page()?.url()})`));
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (['http:', 'https:', 'ws:', 'wss:'].includes(protocol) && hostname !== 'localhost') {
        this.hear(`a request to ${request.url()}`);
      }
    });
  }

  /** From now on this is expected. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  private hear(complaint: string): void {
    this.heard.push(complaint);
  }

  mustBeNone(): void {
    const unexpected = this.heard.filter((one) => !this.allowed.some((ok) => ok.test(one)));
    if (unexpected.length > 0) throw new Error(`the browser complained:\n${unexpected.join('\n')}`);
  }
}

/** What the browser says of a response that is no success, whatever the page makes of it. */
export function answered(...statuses: number[]): RegExp {
  return new RegExp(`Failed to load resource: the server responded .* (${statuses.join('|')}) `);
}

/** What the browser says of a request that got no answer. */
export const NO_ANSWER = /Failed to load resource: net::ERR_/;

/** Any of some complaints. */
export function anyOf(...complaints: RegExp[]): RegExp {
  return new RegExp(complaints.map(({ source }) => source).join('|'));
}
