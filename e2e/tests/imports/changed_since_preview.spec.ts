import { randomUUID } from 'node:crypto';

import { expect, test } from '../../support/fixtures.ts';
import { csv } from '../../support/pages/bulk_write_off.ts';
import { ImportsPage } from '../../support/pages/imports.ts';
import { send } from '../../support/requests.ts';

test('only what was seen is done: a new preview is shown where rows fare differently', async ({
  page,
  people,
  server,
}) => {
  const file = csv('centres.csv', ['centre', 'Kisii', 'Homa Bay']);
  const imports = new ImportsPage(page);
  await imports.open();
  await imports.preview(file);
  await imports.expectCounts({ created: 2, same: 0 });

  // Meanwhile somebody else brings one of them.
  const path = `/api/imports/${randomUUID()}`;
  const other = Buffer.from('centre\nKisii\n').toString('base64');
  const seen = (await send(server, people.admin, 'PUT', path, {
    file_name: 'centres.csv',
    file: other,
  })) as { shown: string };
  await send(server, people.admin, 'PUT', `${path}/commit`, { shown: seen.shown });

  await imports.save.click();
  await imports.confirm.click();
  await expect(page.getByTestId('import-differs')).toBeVisible();
  await imports.expectCounts({ created: 1, same: 1 });
  await imports.import();
  await imports.expectCounts({ created: 1, same: 1 });
});
