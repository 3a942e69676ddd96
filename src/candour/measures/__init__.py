"""The register snapshot and one file per published figure."""
