"""The pages of the report site that need no database."""

QUIET = ("/", "/limits/", "/accessibility/", "/mailbox/", "/carry-on/", "/check/")
