"""One reader for each format a workbook comes in; all of them fill the same grid."""
