"""What the log shows to everybody outside, and the lines that witnesses send back."""
