"""Makes snapshots of the register and the figures that are kept: one file per step."""
