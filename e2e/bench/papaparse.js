import { previewOnChoice } from './preview.js';

previewOnChoice((text) => Papa.parse(text, { skipEmptyLines: true }).data);
