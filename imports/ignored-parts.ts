/** Parts that say nothing about the cells' text; some make the reader expand whole columns. */
export const IGNORED_PARTS = [
  'dataValidations',
  'conditionalFormatting',
  'autoFilter',
  'drawing',
  'legacyDrawing',
  'picture',
  'tableParts',
  'pageSetup',
  'printOptions',
  'headerFooter',
  'extLst',
];
