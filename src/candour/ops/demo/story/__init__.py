"""What has happened in the invented force today: the product's own steps, taken by its people."""
