"""Steps that give people a part in a case without giving them the case."""
