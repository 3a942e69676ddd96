"""What pages are made of: fields, words, charts, components and base pages; no address, no rule."""
