"""Candour: report, handle, see together and measure complaints about serving police officers."""
