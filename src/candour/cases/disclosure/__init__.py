"""What was given to whom: the ledger of marked copies, drafts of reports, leaked passages."""
