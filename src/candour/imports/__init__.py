"""Brings other systems' histories and rosters in, with every row accounted for."""
