"""What the tables of law give for one matter: its layers, its discipline, its rights."""
