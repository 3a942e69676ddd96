"""Puts repeats, teams, retaliation and open gates to a named person who must answer."""
