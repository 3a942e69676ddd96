"""Routes, reports, mailbox and receipts: everything before a case exists."""
