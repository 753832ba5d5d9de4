import { inferSchema, initParser } from './node_modules/udsv/dist/uDSV.mjs';
import { previewOnChoice } from './preview.js';

// uDSV takes the first row for a heading; preview.js wants it as a row.
previewOnChoice((text) => {
  const schema = inferSchema(text);
  const rows = initParser(schema).stringArrs(text);
  rows.unshift(schema.cols.map((column) => column.name));
  return rows;
});
