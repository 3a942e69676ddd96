"""The pages of the report site that need no database."""

QUIET = (
    "/", "/limits/", "/decisions/", "/accessibility/", "/mailbox/", "/carry-on/", "/check/",
    "/published/", "/standards/", "/figures/",
)  # fmt: skip
