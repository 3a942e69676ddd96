"""Legal holds: what is kept from erasure while an inquiry or a court may ask for it."""
