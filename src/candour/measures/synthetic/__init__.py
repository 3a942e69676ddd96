"""An invented force of the published sizes: every table of a register, and nobody real in it."""
