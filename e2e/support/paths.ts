import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A path in the repository. */
export function inRepository(relative: string): string {
  return fileURLToPath(new URL(`../../${relative}`, import.meta.url));
}

/** The server, as `cargo xtask` builds it for use; or another build, where one says so. */
export const SERVER = process.env['WRITEOFF'] ?? inRepository('target/release/writeoff');

/**
 * The demonstration that every test of this run starts from a copy of. The first to ask makes the
 * folder; the workers that it starts inherit the name, and other runs have one of their own.
 */
export const TEMPLATE = (process.env['WRITEOFF_TEMPLATE'] ??= mkdtempSync(
  join(tmpdir(), 'writeoff-template-'),
));

/** Files as people upload them, with what reading each must yield. */
export const SAMPLES = inRepository('domain/tests/samples');
