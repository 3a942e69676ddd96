"""Looks into strangers' files in a process that can open nothing, write nothing and call nobody."""
