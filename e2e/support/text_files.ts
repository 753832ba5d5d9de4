import type { MadeFile } from './pages/bulk_write_off.ts';

/** How spreadsheets and editors write text. */
export const ENCODINGS = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16, little end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  // The letters used here stand at the same places in Latin 1, which Node can write.
  'Windows-1252': (text) => Buffer.from(text, 'latin1'),
} as const satisfies Record<string, (text: string) => Buffer>;

export type Encoding = keyof typeof ENCODINGS;

export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

export const LINE_ENDS = { LF: '\n', CRLF: '\r\n', CR: '\r' } as const;

/** A table as a text file. */
export function table(
  rows: readonly (readonly string[])[],
  how: { encoding?: Encoding; delimiter?: string; lineEnd?: string; name?: string },
): MadeFile {
  const { encoding = 'UTF-8', delimiter = ',', lineEnd = '\n', name = 'table.csv' } = how;
  const text = rows.map((cells) => cells.join(delimiter) + lineEnd).join('');
  return { name, mimeType: 'text/csv', buffer: ENCODINGS[encoding](text) };
}
