"""The steps of the statute that need more than the table and a form: one file each."""
