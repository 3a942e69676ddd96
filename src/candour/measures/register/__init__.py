"""The register snapshot: pseudonymised Parquet tables as known on a day, written once."""
