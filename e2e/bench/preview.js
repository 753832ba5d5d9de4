// The preview as a good engineer writes it by hand for this one page: no framework, one pass a
// step, one string for all rows, chunks that the browser lays out only when they come into view.

const EDGE_BLANKS =
  /^[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069]+|[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069]+$/g;
const ACCOUNT_ID = /^[A-Za-z0-9_-]{1,32}$/;
const ROUNDED = /^\d([.,]\d+)?E\+\d+$/i;
const HEADINGS = new Set(['account', 'account id', 'account_id', 'account number', 'id']);
const CHUNK_ROWS = 50;
const DAY_MS = 86_400_000;

const REASONS = [
  'malformed_account_id',
  'rounded_by_spreadsheet',
  'duplicate_entry',
  'account_does_not_exist',
  'account_already_terminated',
  'account_not_in_default',
];
// Malformed and rounded are one step of the rule.
const PLACE = new Map(REASONS.map((reason, index) => [reason, Math.max(index, 1)]));
const WORDS = {
  malformed_account_id: 'Malformed account ID',
  rounded_by_spreadsheet: 'Rounded by a spreadsheet',
  duplicate_entry: 'Duplicate',
  account_does_not_exist: 'Does not exist',
  account_already_terminated: 'Already terminated',
  account_not_in_default: 'Not in default',
};

const amounts = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function previewOnChoice(parse) {
  document.querySelector('input[type=file]').addEventListener('change', async (event) => {
    const [file] = event.target.files;
    await preview(parse, file);
  });
}

async function preview(parse, file) {
  const bytes = await file.arrayBuffer();
  const hashed = crypto.subtle.digest('SHA-256', bytes);
  const entries = readEntries(parse(new TextDecoder().decode(bytes)));
  const facts = await fetchFacts(entries, hexadecimal(await hashed));
  const rows = entries.map((entry) => assess(entry, facts));
  rows.sort(inOrder);
  show(rows);
}

function readEntries(records) {
  const heading = records[0]?.map((cell) => cell.trim().toLowerCase()) ?? [];
  const named = heading.findIndex((cell) => HEADINGS.has(cell));
  const column = Math.max(named, 0);
  const firstLines = new Map();
  const entries = [];
  for (let index = named < 0 ? 0 : 1; index < records.length; index += 1) {
    const record = records[index];
    if (record.every((cell) => cell.trim() === '')) continue;
    const line = index + 1;
    const text = (record[column] ?? '').replace(EDGE_BLANKS, '');
    entries.push(readEntry(text, line, firstLines));
  }
  return entries;
}

function readEntry(text, line, firstLines) {
  if (!ACCOUNT_ID.test(text)) {
    const problem = ROUNDED.test(text) ? 'rounded_by_spreadsheet' : 'malformed_account_id';
    return { line, account: text, problem };
  }
  const account = text.toUpperCase();
  const firstLine = firstLines.get(account);
  if (firstLine !== undefined) return { line, account, problem: 'duplicate_entry', firstLine };
  firstLines.set(account, line);
  return { line, account, problem: null };
}

async function fetchFacts(entries, fileSha256) {
  const accounts = entries.filter((entry) => entry.problem === null).map(({ account }) => account);
  const response = await fetch('/api/bulk-write-offs/facts', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accounts, file_sha256: fileSha256 }),
  });
  const reply = await response.json();
  return {
    todayMs: Date.parse(reply.today),
    earlyDays: reply.early_write_off_days,
    byAccount: new Map(reply.accounts.map((facts) => [facts.account, facts])),
  };
}

function assess(entry, { todayMs, earlyDays, byAccount }) {
  const facts = byAccount.get(entry.account);
  if (entry.problem !== null) return row(entry, undefined, entry.problem);
  if (facts === undefined) return row(entry, facts, 'account_does_not_exist');
  const { standing } = facts;
  if (standing.state === 'inactive' || standing.contracts.length === 0) {
    return row(entry, facts, 'account_already_terminated');
  }
  const inDefault = standing.state === 'defaulted';
  const from = inDefault ? standing.defaulted_on : standing.repossession_pending_since;
  if (from === null) return row(entry, facts, 'account_not_in_default');
  const days = Math.max(Math.round((todayMs - Date.parse(from)) / DAY_MS), 0);
  let amount = 0;
  for (const { balance } of standing.contracts) {
    amount += balance.principal + balance.fees + balance.tax;
  }
  return { entry, facts, verdict: 'eligible', days, amount, early: days < earlyDays, inDefault };
}

function row(entry, facts, verdict) {
  return { entry, facts, verdict, days: null, amount: null, early: false, inDefault: false };
}

function inOrder(a, b) {
  if (a.days !== null && b.days !== null) {
    return a.days - b.days || (a.entry.account < b.entry.account ? -1 : 1);
  }
  if (a.days !== null || b.days !== null) return a.days === null ? 1 : -1;
  return PLACE.get(a.verdict) - PLACE.get(b.verdict) || a.entry.line - b.entry.line;
}

function show(rows) {
  const eligible = rows.filter((one) => one.days !== null);
  const total = eligible.reduce((sum, one) => sum + one.amount, 0);
  const summary = document.getElementById('summary');
  Object.assign(summary.dataset, {
    eligible: eligible.length,
    ineligible: rows.length - eligible.length,
    entries: rows.length,
  });
  const early = eligible.filter((one) => one.early).length;
  summary.textContent =
    `${eligible.length} will be written off, ${rows.length - eligible.length} will not, ` +
    `${amounts.format(total / 100)} outstanding, youngest default ${eligible[0]?.days} days, ` +
    `${early} early; ${counts(rows)}`;
  const html = [];
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    html.push('<div role="rowgroup" class="chunk">');
    for (const one of rows.slice(start, start + CHUNK_ROWS)) html.push(rowHtml(one));
    html.push('</div>');
  }
  document.getElementById('rows').innerHTML = html.join('');
}

function counts(rows) {
  const byReason = new Map();
  for (const { verdict } of rows) byReason.set(verdict, (byReason.get(verdict) ?? 0) + 1);
  return REASONS.filter((reason) => byReason.has(reason))
    .map((reason) => `${WORDS[reason]} ${byReason.get(reason)}`)
    .join(', ');
}

function rowHtml({ entry, facts, verdict, days, amount, early, inDefault }) {
  const account = escaped(entry.account);
  return (
    `<div role="row" class="row" data-testid="preview-row" data-account="${account}"` +
    ` data-verdict="${verdict}" data-days="${days ?? ''}" data-line="${entry.line}">` +
    `<span role="cell">${account}</span>` +
    `<span role="cell">${facts === undefined ? '—' : escaped(facts.customer)}</span>` +
    `<span role="cell">${facts === undefined ? '—' : escaped(facts.centre)}</span>` +
    `<span role="cell" class="number">${days ?? '—'}</span>` +
    `<span role="cell" class="number">${amount === null ? '—' : amounts.format(amount / 100)}</span>` +
    `<span role="cell">${words(entry, verdict, early, inDefault)}</span></div>`
  );
}

function words(entry, verdict, early, inDefault) {
  if (verdict !== 'eligible') return `${WORDS[verdict]} · line ${entry.line}`;
  return `Eligible${early ? ' · early' : ''}${inDefault ? '' : ' · repossession pending'}`;
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text) {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ESCAPES[char]) : text;
}

function hexadecimal(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
