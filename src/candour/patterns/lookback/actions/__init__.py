"""One step each: begin a look-back, freeze its items, give one to somebody, say what was found."""
