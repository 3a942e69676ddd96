"""Takes words out of texts and documents, so that nothing of them is left to be found."""
