"""The private PostgreSQL of a deployment: its binaries, its cluster, its server, its users."""
