import { upload } from '../support/demo.ts';
import { test } from '../support/fixtures.ts';
import { BulkWriteOffPage } from '../support/pages/bulk_write_off.ts';
import { inRepository } from '../support/paths.ts';

test.use({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });

// The README's picture is what the page shows; it is taken anew when somebody asks for it.
test('the preview of a mixed file can be pictured', async ({ page, folder }) => {
  const bulk = new BulkWriteOffPage(page);
  await bulk.open();
  await bulk.preview(upload('mixed.csv'));
  const path =
    process.env['UPDATE_PICTURE'] === '1'
      ? inRepository('docs/preview.png')
      : `${folder}/preview.png`;
  await page.screenshot({ path });
});
