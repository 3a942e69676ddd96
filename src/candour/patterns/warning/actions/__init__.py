"""What is done about flags: put to the panel, viewed, decided, measured."""
