"""What a run of an import needs: its lock, its batches, its counts, its rejects."""
