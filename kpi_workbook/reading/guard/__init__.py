"""What is checked before anything of a file is believed: the file itself, its container, its XML."""
