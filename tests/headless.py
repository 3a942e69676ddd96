"""How every test starts its browser: without a screen, and able to run as root in a container."""

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
