"""One step each: note a supervisor, decide about one, say why an action comes again."""
