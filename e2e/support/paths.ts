import { fileURLToPath } from 'node:url';

/** A path in the repository. */
export function inRepository(relative: string): string {
  return fileURLToPath(new URL(`../../${relative}`, import.meta.url));
}

/** The server, as `cargo xtask` builds it for use; or another build, where one says so. */
export const SERVER = process.env['WRITEOFF'] ?? inRepository('target/release/writeoff');

/** Where the tests keep what they make. */
export const WORK = inRepository('target/e2e');

/** The demonstration that every test starts from a copy of. */
export const TEMPLATE = inRepository('target/e2e/template');

/** Files as people upload them, with what reading each must yield. */
export const SAMPLES = inRepository('domain/tests/samples');
