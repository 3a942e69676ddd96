"""What keeps handling fair: declarations of conflict, and when another force must investigate."""
