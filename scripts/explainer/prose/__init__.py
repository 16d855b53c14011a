"""What our pages and records say: statements, the records that each page shows, and who signed them off."""
