"""Takes words out of texts and documents for good, and says which words identify somebody."""
