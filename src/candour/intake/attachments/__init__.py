"""Files that reporters attach: sealed as they arrive, typed by content, shown with care."""
