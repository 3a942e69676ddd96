"""Keys given by custodians outside: asked for, given, put together, ended, and told."""
