import './node_modules/papaparse/papaparse.min.js';
import { previewOnChoice } from './preview.js';

previewOnChoice((text) => Papa.parse(text, { skipEmptyLines: true }).data);
