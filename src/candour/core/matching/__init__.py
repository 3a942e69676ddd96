"""Who may be meant: comparing what somebody wrote of a person with what is known of people."""
