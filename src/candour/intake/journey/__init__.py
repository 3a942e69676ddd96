"""The report as a journey of pages without cookie or account: its state travels in the form."""
