"""Notices and outcomes of hearings that everybody may read until their last day."""
