"""The pages of the report site that need no database."""

QUIET = (
    "/", "/limits/", "/decisions/", "/accessibility/", "/mailbox/", "/carry-on/", "/check/",
    "/published/", "/figures/",
)  # fmt: skip
