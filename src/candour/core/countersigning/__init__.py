"""What bodies outside a deployment sign: heads of its log, and what may be erased from it."""
