"""What everybody may read: notices and outcomes of hearings until their last day, and figures."""
