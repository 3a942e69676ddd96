"""Letters, schedules, redactions, review bundles and publications: what leaves a case on paper."""
